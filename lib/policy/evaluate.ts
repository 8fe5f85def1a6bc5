import type { CompiledPolicy } from './compile';
import { conditionsOf } from './compile-condition';
import type { CompiledRule } from './compile-rule';
import type { DecidedBy, Decision, SettingOutcome } from './decision';
import { LOOKUP_FAILED_REPLY } from './default-reply';
import { type Facts, isLookupFailed } from './facts';
import { type Reading, readSetting, referenceTo } from './read-setting';
import type { SettingName, SettingTypes } from './settings';
import { hasReached, type Stage } from './stages';
import { traceOf } from './trace';

/**
 * What the policy says to these facts at this stage (docs/decisions/007). Up to `data` the verdict is judged, at `relay` the routing settings.
 * Pure: the same policy, facts and stage always give the same decision.
 */
export function evaluate(compiled: CompiledPolicy, facts: Facts, stage: Stage): Decision {
  const revision = compiled.policy.revision;
  if (stage !== 'relay') {
    // Before RCPT TO there is nothing that could differ between recipients.
    const verdict = readSetting(compiled.indexes.verdict, 'verdict', facts, hasReached(stage, 'rcpt'));
    return { revision, stage, settings: { verdict: verdictOf(verdict, facts, stage) }, trace: traceOf({ verdict }, facts) };
  }
  const readings = {
    relayHost: readSetting(compiled.indexes.relayHost, 'relayHost', facts, false),
    relayEncryption: readSetting(compiled.indexes.relayEncryption, 'relayEncryption', facts, false),
    relayCertificateCheck: readSetting(compiled.indexes.relayCertificateCheck, 'relayCertificateCheck', facts, false),
  };
  const settings = {
    ...outcomeOf('relayHost', readings.relayHost, facts),
    ...outcomeOf('relayEncryption', readings.relayEncryption, facts),
    ...outcomeOf('relayCertificateCheck', readings.relayCertificateCheck, facts),
  };
  return { revision, stage, settings, trace: traceOf(readings, facts) };
}

function verdictOf(reading: Reading, facts: Facts, stage: Stage): SettingOutcome<SettingTypes['verdict']> {
  const { verdict } = outcomeOf('verdict', reading, facts);
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
