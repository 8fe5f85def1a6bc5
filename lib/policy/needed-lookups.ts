import type { CompiledPolicy } from './compile';
import type { CompiledRule } from './compile-rule';
import type { Facts } from './facts';
import { type Lookup, nameOf } from './lookup-facts';
import { readList } from './open-list';
import { openLookups, reachRule } from './reachable';
import { readSetting } from './read-setting';
import { SETTING_CLASSES, type SettingClass } from './setting-class';
import { addsUp, SETTING_NEEDED_AT, type SettingName } from './settings';
import { hasReached, type Stage } from './stages';

/**
 * What has to be looked up at this stage before the policy is asked: each look-up that can, together with the others, still change what is
 * answered now. What a rule also waits for is not asked yet, since it may turn out false by itself; nor is what only lets the mail through
 * before its end, which is no answer. Monitored rules count as far as they can become true, so that their hits are those of an enforced rule.
 * Once the answers are known it is to be asked again; it ends with nothing.
 */
export function neededLookups(compiled: CompiledPolicy, facts: Facts, stage: Exclude<Stage, 'relay'>): readonly Lookup[] {
  if (compiled.lookups.length === 0) return [];
  const found = new Map<string, Lookup>();
  const add = (lookups: readonly Lookup[]) => {
    for (const lookup of lookups) found.set(nameOf(lookup), lookup);
  };
  for (const name of compiled.reads.session) {
    const isFinal = hasReached(stage, SETTING_NEEDED_AT[name]);
    if (isFinal && addsUp(name)) add(lookupsAhead(compiled, name, facts, stage));
    else if (isFinal || name === 'verdict') add(lookupsFor(compiled, name, facts, stage, isFinal));
  }
  // When the delivery starts, it is too late to look at the message.
  if (stage === 'data') for (const name of compiled.reads.relay) add(lookupsAhead(compiled, name, facts, stage));
  return [...found.values()];
}

/** Whether a rule may come to need a look-up of the message itself, so that it must be listened to as it arrives. */
export function mayNeedSignatures(compiled: CompiledPolicy, facts: Facts): boolean {
  if (compiled.lookups.length === 0) return false;
  const names = [...compiled.reads.session.filter((name) => SETTING_NEEDED_AT[name] === 'data'), ...compiled.reads.relay];
  const lookups = names.flatMap((name) => lookupsAhead(compiled, name, facts, 'data'));
  return lookups.some(({ fact }) => fact === 'checks.dkim' || fact === 'checks.dmarc');
}

function lookupsFor(compiled: CompiledPolicy, name: SettingName, facts: Facts, stage: Stage, isFinal: boolean): readonly Lookup[] {
  const { entries, last, classOf } = readList(compiled, name, facts);
  const monitored = entries.flatMap(({ rule }) => (rule.mode === 'monitor' ? (reachRule(rule, 'true', facts, stage) ?? []) : []));
  const index = compiled.indexes.get(name);
  if (index === undefined || readSetting(index, name, facts, false).end.kind !== 'open') return monitored;

  const found: Lookup[] = [...monitored];
  const failed: SettingClass[] = [];
  const given = (own: SettingClass) => (failed.every((one) => one === own) ? own : SETTING_CLASSES[name].lookupFailed);
  const isAnswer = (outcome: SettingClass) => isFinal || outcome === 'reject' || outcome === 'tempfail';
  /** By what they give: how the open rules above are made false; null if that cannot be. */
  const above = new Map<SettingClass, readonly Lookup[] | null>();

  /** What must be looked up so that the reading ends with this rule, or below all of them; null if it cannot. */
  const endWith = (rule: CompiledRule | null): readonly Lookup[] | null => {
    const outcome = given(classOf(rule));
    const own = rule === null ? [] : reachRule(rule, 'true', facts, stage);
    if (own === null || !isAnswer(outcome)) return null;
    const needed = [...own];
    for (const [gives, falsify] of above) {
      if (gives === outcome) continue;
      if (falsify === null) return null;
      needed.push(...falsify);
    }
    return needed;
  };
  for (const { rule, truth } of entries) {
    if (rule.mode === 'monitor') continue;
    if (truth === 'unknown') {
      failed.push(classOf(rule));
      continue;
    }
    found.push(...(endWith(rule) ?? []));
    const gives = given(classOf(rule));
    const others = above.get(gives);
    const falsify = others === null ? null : reachRule(rule, 'false', facts, stage);
    above.set(gives, falsify === null ? null : [...(others ?? []), ...falsify]);
  }
  found.push(...(endWith(last) ?? []));
  return found;
}

function lookupsAhead(compiled: CompiledPolicy, name: SettingName, facts: Facts, stage: Stage): readonly Lookup[] {
  const { entries } = readList(compiled, name, facts);
  return entries.flatMap(({ rule }) => openLookups(rule, facts, stage));
}
