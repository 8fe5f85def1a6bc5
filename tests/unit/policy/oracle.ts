import type { Catalogue } from '@/lib/policy/catalogue';
import type { Truth } from '@/lib/policy/decision';
import { type Facts, isLookupFailed } from '@/lib/policy/facts';
import type { Policy } from '@/lib/policy/policy';
import type { ConditionNode, Rule } from '@/lib/policy/rule';
import { SETTING_NEEDED_AT, type SettingName, type SettingTypes } from '@/lib/policy/settings';
import { hasReached, laterStage, type Stage } from '@/lib/policy/stages';

// The meaning of the list, written down once more and without any cleverness: from the description of the policy, sharing nothing with the
// engine but the conditions' own tests.

interface Read {
  readonly order: number;
  readonly truth: Truth;
  readonly gives: string;
}

/** All that can be said about one policy and what is known so far. */
export function oracleFor(catalogue: Catalogue, policy: Policy, facts: Facts) {
  const truths = policy.rules.map((rule) => truthOf(catalogue, rule, facts));

  /** The enforced rules that can end the reading of a setting, from the top. */
  const listFor = (setting: SettingName) =>
    policy.rules.flatMap((rule, index): Read[] => {
      const gives = rule.mode === 'enforce' ? classOf(catalogue, rule, setting) : null;
      return gives === null ? [] : [{ order: index + 1, truth: truths[index] ?? 'false', gives }];
    });

  /** All outcomes that are possible if each open rule may still turn out true, false or not judgeable. */
  const waysOut = (setting: SettingName, atTheEnd = byDefault(setting)): Set<string> =>
    outcomes(listFor(setting), atTheEnd, ifLookupFailed(setting));

  /** Who decides a setting for which only one way out is left: the number of a rule, `default`, or `look-up of` the number of a rule. */
  const decider = (setting: SettingName): string => {
    const list = listFor(setting);
    const end = list.findIndex(({ truth }) => truth === 'true');
    const failed = (end === -1 ? list : list.slice(0, end)).filter(({ truth }) => truth === 'unknown');
    const gives = list[end]?.gives ?? byDefault(setting);
    const [first] = failed;
    if (first !== undefined && gives !== ifLookupFailed(setting) && failed.some((rule) => rule.gives !== gives))
      return `look-up of ${first.order}`;
    return list[end] === undefined || !doesSet(catalogue, policy.rules[list[end].order - 1], setting) ? 'default' : String(list[end].order);
  };

  /** The first open rule that, if true, would change what comes out if all open rules are false. */
  const holder = (setting: SettingName): number => {
    const settled = (open: number | null) =>
      listFor(setting).map((rule, at) =>
        rule.truth === 'open' ? { ...rule, truth: at === open ? ('true' as const) : ('false' as const) } : rule,
      );
    const outcome = (open: number | null) => [...outcomes(settled(open), byDefault(setting), ifLookupFailed(setting))].join();
    const list = listFor(setting);
    return list[list.findIndex(({ truth }, at) => truth === 'open' && outcome(at) !== outcome(null))]?.order ?? 0;
  };

  return { truths, waysOut, decider, holder };
}

function outcomes(list: readonly Read[], atTheEnd: string, ifFailed: string): Set<string> {
  const read = (at: number, notJudged: readonly string[]): string[] => {
    const rule = list[at];
    const answer = (gives: string) => [notJudged.every((other) => other === gives) ? gives : ifFailed];
    if (rule === undefined) return answer(atTheEnd);
    const turns: readonly Truth[] = rule.truth === 'open' ? ['true', 'false', 'unknown'] : [rule.truth];
    return turns.flatMap((truth) => {
      if (truth === 'true') return answer(rule.gives);
      return read(at + 1, truth === 'unknown' ? [...notJudged, rule.gives] : notJudged);
    });
  };
  return new Set(read(0, []));
}

function byDefault(setting: SettingName): string {
  return setting === 'verdict' ? 'accept' : 'default';
}

function ifLookupFailed(setting: SettingName): string {
  return setting === 'verdict' ? 'tempfail' : 'undetermined';
}

function doesSet(catalogue: Catalogue, rule: Rule | undefined, setting: SettingName): boolean {
  return (
    rule?.actions.some(({ action, parameters }) => catalogue.actions.get(action)?.effect(parameters)?.[setting] !== undefined) ?? false
  );
}

/** What the rule gives if it is true: values of one class make no difference to the message. Null if it says nothing about the setting. */
function classOf(catalogue: Catalogue, rule: Rule, setting: SettingName): string | null {
  for (const { action, parameters } of rule.actions) {
    const value = catalogue.actions.get(action)?.effect(parameters)?.[setting];
    if (value !== undefined) return classOfValue(value);
  }
  if (!rule.stop || !hasReached(SETTING_NEEDED_AT[setting], settledAt(catalogue, rule))) return null;
  return byDefault(setting);
}

function classOfValue(value: NonNullable<SettingTypes[SettingName]>): string {
  if (typeof value !== 'object' || !('outcome' in value)) return JSON.stringify(value);
  // What is greylisted is refused for now.
  return value.outcome === 'greylist' ? 'tempfail' : value.outcome;
}

function settledAt(catalogue: Catalogue, rule: Rule): Stage {
  const conditions = rule.conditions.flatMap((node) => (node.kind === 'group' ? node.conditions : [node]));
  return conditions.map(({ condition }) => catalogue.conditions.get(condition)?.settlesAt ?? 'connect').reduce(laterStage, 'connect');
}

function truthOf(catalogue: Catalogue, rule: Rule, facts: Facts): Truth {
  return combine('all', [
    spanOf(rule, facts['time.now']),
    combine(
      rule.match,
      rule.conditions.map((node) => nodeTruth(catalogue, node, facts)),
    ),
    ...rule.actions.filter(({ action }) => action === 'smtp.greylist').map(({ parameters }) => hasToWait(Number(parameters.delay), facts)),
  ]);
}

/** A rule that greylists is true until the delay has passed since the triplet was first seen. */
function hasToWait(delay: number, facts: Facts): Truth {
  const { 'time.now': now, 'recipient.firstSeen': firstSeen } = facts;
  const read = [now, facts['connection.remoteIp'], facts['envelope.sender'], facts['recipient.address'], firstSeen];
  if (read.includes(undefined)) return 'open';
  if (read.some(isLookupFailed) || typeof now !== 'string' || typeof firstSeen !== 'string') return 'unknown';
  return Date.parse(now) < Date.parse(firstSeen) + delay * 1000 ? 'true' : 'false';
}

function spanOf({ activeFrom, activeUntil }: Rule, now: Facts['time.now']): Truth {
  if (activeFrom === null && activeUntil === null) return 'true';
  if (typeof now !== 'string') return now === undefined ? 'open' : 'unknown';
  return (activeFrom ?? '') <= now && now < (activeUntil ?? '9999') ? 'true' : 'false';
}

function nodeTruth(catalogue: Catalogue, node: ConditionNode, facts: Facts): Truth {
  if (node.kind === 'group')
    return combine(
      node.match,
      node.conditions.map((one) => nodeTruth(catalogue, one, facts)),
    );
  const truth = catalogue.conditions.get(node.condition)?.bind(node.parameters)?.judge(facts) ?? 'false';
  if (!node.negated || truth === 'open' || truth === 'unknown') return truth;
  return truth === 'true' ? 'false' : 'true';
}

function combine(match: 'all' | 'any', truths: readonly Truth[]): Truth {
  const ranking: readonly Truth[] = match === 'all' ? ['false', 'open', 'unknown', 'true'] : ['true', 'open', 'unknown', 'false'];
  return ranking.find((truth) => truths.includes(truth)) ?? (match === 'all' ? 'true' : 'false');
}
