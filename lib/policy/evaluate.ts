import type { CompiledPolicy } from './compile';
import { conditionsOf } from './compile-condition';
import type { CompiledRule } from './compile-rule';
import type { DecidedBy, Decision, SettingOutcome } from './decision';
import { LOOKUP_FAILED_REPLY } from './default-reply';
import { type Facts, isLookupFailed } from './facts';
import { readAdditions } from './read-additions';
import { type Reading, readSetting, referenceTo } from './read-setting';
import { addsUp, isRefusal, SETTING_NEEDED_AT, type SettingName, type SettingTypes, type SettingValues, withEffect } from './settings';
import type { Stage } from './stages';
import { traceOf } from './trace';

/**
 * What the policy says to these facts at this stage (docs/decisions/007): up to `data` the verdict and the settings of the session, at
 * `relay` the routing settings. A setting that no rule sets is not read at all.
 * Pure: the same policy, facts and stage always give the same decision.
 */
export function evaluate(compiled: CompiledPolicy, facts: Facts, stage: Stage): Decision {
  const readings: { [Name in SettingName]?: Reading } = {};
  let settings: Decision['settings'] = {};
  // Before RCPT TO there is nothing that could differ between recipients.
  const withResidue = stage === 'rcpt' || stage === 'headers' || stage === 'data';
  for (const name of stage === 'relay' ? compiled.reads.relay : compiled.reads.session) {
    const index = compiled.indexes.get(name);
    if (index === undefined) continue;
    if (addsUp(name) && !isCarriedOut(name, stage, settings.verdict)) continue;
    const reading = addsUp(name) ? readAdditions(index, name, facts) : readSetting(index, name, facts, withResidue);
    readings[name] = reading;
    settings = { ...settings, ...outcomeOf(name, reading, facts) };
  }
  if (stage !== 'relay') settings = { ...settings, verdict: verdictOf(settings.verdict, stage) };
  return { revision: compiled.policy.revision, stage, settings, trace: traceOf(readings, facts) };
}

/** A message that is refused before its end is not changed; that it was refused can be told. */
function isCarriedOut(name: SettingName, stage: Stage, verdict: Decision['settings']['verdict']): boolean {
  if (stage === SETTING_NEEDED_AT[name]) return true;
  if (name !== 'notifications') return false;
  // At RCPT TO it is not only the verdict that refuses: who may send, limits.
  return stage === 'rcpt' || verdict?.state === 'undetermined' || (verdict?.state === 'decided' && isRefusal(verdict.value));
}

function verdictOf(verdict: Decision['settings']['verdict'], stage: Stage): SettingOutcome<SettingTypes['verdict']> {
  if (verdict === undefined) return { state: 'decided', value: { outcome: 'accept' }, by: { kind: 'default' } };
  if (verdict.state === 'undetermined') return refuseForNow(verdict.by);
  // After DATA no fact comes any more: a rule that still waits for one must not be passed over.
  if (verdict.state === 'open' && stage === 'data') {
    return refuseForNow({ kind: 'lookup-failed', ...verdict.heldBy, reason: 'a fact is missing' });
  }
  return verdict;
}

function refuseForNow(by: LookupFailedBy): SettingOutcome<SettingTypes['verdict']> {
  return { state: 'decided', value: { outcome: 'tempfail', reply: LOOKUP_FAILED_REPLY }, by };
}

type LookupFailedBy = Extract<DecidedBy, { kind: 'lookup-failed' }>;

/** Nothing for a setting that has its default. */
function outcomeOf<Name extends SettingName>(name: Name, { end }: Reading, facts: Facts): Decision['settings'] {
  switch (end.kind) {
    case 'default':
      return {};
    case 'open': {
      const { kind, ...waiting } = end;
      return { [name]: { state: kind, ...waiting } };
    }
    case 'lookup-failed':
      return { [name]: { state: 'undetermined', by: lookupFailed(end.rule, facts) } };
    case 'rules': {
      const { [name]: value } = end.rules.reduce<SettingValues>((all, { effects }) => withEffect(all, effects), {});
      const [first] = end.rules;
      return value === undefined || first === undefined
        ? {}
        : { [name]: { state: 'decided', value, by: { kind: 'rule', ...referenceTo(first) } } };
    }
    case 'rule': {
      // A rule that only stops the reading leaves the default.
      const value = end.rule.effects[name];
      return value === undefined ? {} : { [name]: { state: 'decided', value, by: { kind: 'rule', ...referenceTo(end.rule) } } };
    }
  }
}

function lookupFailed(rule: CompiledRule, facts: Facts): LookupFailedBy {
  const failed = conditionsOf(rule.match)
    .flatMap((condition) => condition.entry.needs)
    .map((name) => facts[name])
    .find(isLookupFailed);
  return { kind: 'lookup-failed', ...referenceTo(rule), reason: failed?.lookupFailed ?? '' };
}
