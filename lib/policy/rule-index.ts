import type { CompiledRule } from './compile-rule';
import { withParents } from './conditions/domain-test';
import { type FactName, type Facts, isLookupFailed } from './facts';
import type { SettingClass } from './setting-class';
import type { SettingName } from './settings';

/**
 * The rules that can end the reading of one setting, each list in the order of the rules. Rules with an indexed condition are found by the
 * value of its fact; all others are always looked at.
 */
export interface RuleIndex {
  readonly always: readonly CompiledRule[];
  readonly byFact: ReadonlyMap<FactName, FactIndex>;
}

export interface FactIndex {
  readonly all: readonly CompiledRule[];
  readonly enforcedByClass: ReadonlyMap<SettingClass, readonly CompiledRule[]>;
  readonly byKey: ReadonlyMap<string, readonly CompiledRule[]>;
  readonly bySuffix: ReadonlyMap<string, readonly CompiledRule[]>;
}

export function buildRuleIndex(rules: readonly CompiledRule[], setting: SettingName): RuleIndex {
  const concerned = rules.filter((rule) => rule.classes[setting] !== undefined);
  const byFact = new Map<FactName, CompiledRule[]>();
  for (const rule of concerned) {
    const fact = rule.foundBy?.keys.fact;
    if (fact !== undefined) push(byFact, fact, rule);
  }
  return {
    always: concerned.filter((rule) => rule.foundBy === null),
    byFact: new Map([...byFact].map(([fact, found]) => [fact, buildFactIndex(found, setting)])),
  };
}

function buildFactIndex(rules: readonly CompiledRule[], setting: SettingName): FactIndex {
  const enforcedByClass = new Map<SettingClass, CompiledRule[]>();
  const byKey = new Map<string, CompiledRule[]>();
  const bySuffix = new Map<string, CompiledRule[]>();
  for (const rule of rules) {
    const settingClass = rule.classes[setting];
    if (rule.mode === 'enforce' && settingClass !== undefined) push(enforcedByClass, settingClass, rule);
    for (const key of rule.foundBy?.keys.keys ?? []) push(byKey, key, rule);
    for (const suffix of rule.foundBy?.keys.suffixes ?? []) push(bySuffix, suffix, rule);
  }
  return { all: rules, enforcedByClass, byKey, bySuffix };
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

export interface Candidates {
  /** Lists of rules that have to be judged, each in order. A rule may stand in more than one. */
  readonly lists: readonly (readonly CompiledRule[])[];
  /** Rules that wait for the fact by which they are found: each of them is false or open. */
  readonly waiting: readonly FactIndex[];
}

export function candidates(index: RuleIndex, facts: Facts): Candidates {
  const lists = [index.always];
  const waiting: FactIndex[] = [];
  for (const [fact, factIndex] of index.byFact) {
    const value = facts[fact];
    if (value === undefined) waiting.push(factIndex);
    else if (isLookupFailed(value)) lists.push(factIndex.all);
    else if (typeof value === 'string') lists.push(...hits(factIndex, value));
  }
  return { lists, waiting };
}

function hits({ byKey, bySuffix }: FactIndex, value: string): (readonly CompiledRule[])[] {
  const under = bySuffix.size === 0 ? [] : withParents(value).map((suffix) => bySuffix.get(suffix));
  return [byKey.get(value), ...under].filter((list) => list !== undefined);
}

/** The rules of several lists in their order, each once. */
export function* inOrder(lists: readonly (readonly CompiledRule[])[]): Generator<CompiledRule> {
  const heads = lists.filter((list) => list.length > 0).map((rules) => ({ rules, at: 0 }));
  let last = 0;
  for (;;) {
    let first: { rules: readonly CompiledRule[]; at: number } | null = null;
    let rule: CompiledRule | undefined;
    for (const head of heads) {
      const candidate = head.rules[head.at];
      if (candidate !== undefined && (rule === undefined || candidate.order < rule.order)) {
        first = head;
        rule = candidate;
      }
    }
    if (first === null || rule === undefined) return;
    first.at++;
    if (rule.order > last) {
      last = rule.order;
      yield rule;
    }
  }
}
