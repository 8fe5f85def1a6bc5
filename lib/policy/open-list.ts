import type { CompiledPolicy } from './compile';
import { type CompiledRule, judgeRule } from './compile-rule';
import type { FactIndex } from './fact-index';
import type { Facts } from './facts';
import { inOrder } from './rule-index';
import { SETTING_CLASSES, type SettingClass } from './setting-class';
import type { SettingName } from './settings';

/** What the list looks like for one setting: the rules that are not settled, down to the first that is true. */
export interface OpenList {
  /** Of the rules that wait for the fact by which they are found as many as tell where others of their kind stand. */
  readonly entries: readonly OpenEntry[];
  readonly last: CompiledRule | null;
  readonly classOf: (rule: CompiledRule | null) => SettingClass;
}

interface OpenEntry {
  readonly rule: CompiledRule;
  readonly truth: 'open' | 'unknown';
}

export function readList(compiled: CompiledPolicy, name: SettingName, facts: Facts): OpenList {
  const { lists, waiting } = compiled.indexes.get(name)?.candidates(facts) ?? { lists: [], waiting: [] };
  const classOf = (rule: CompiledRule | null) => rule?.classes[name] ?? SETTING_CLASSES[name].default;
  const { entries, last } = readDown(lists, facts);
  const failed = entries.filter(({ truth }) => truth === 'unknown').map(({ rule }) => rule.order);
  const open = waiting
    .flatMap((index) => waitingRules(index, [0, ...failed], last?.order ?? Number.POSITIVE_INFINITY, facts))
    .map((rule): OpenEntry => ({ rule, truth: 'open' }));
  const all = [...entries, ...open].sort((a, b) => a.rule.order - b.rule.order);
  return { entries: withoutTail(all, classOf(last), classOf), last, classOf };
}

function readDown(lists: readonly (readonly CompiledRule[])[], facts: Facts): Pick<OpenList, 'entries' | 'last'> {
  const entries: OpenEntry[] = [];
  for (const rule of inOrder(lists)) {
    const truth = judgeRule(rule, facts);
    if (truth === 'true' && rule.mode === 'enforce') return { entries, last: rule };
    if (truth === 'open' || (truth === 'unknown' && rule.mode === 'enforce')) entries.push({ rule, truth });
  }
  return { entries, last: null };
}

/** Of each group of like rules the first below each of these places, and the last. */
function waitingRules(index: FactIndex, places: readonly number[], end: number, facts: Facts): CompiledRule[] {
  const rules: (CompiledRule | undefined)[] = [...index.monitored];
  for (const group of index.openGroups(facts)) {
    for (const place of places) rules.push(group.find(({ order }) => order > place));
    rules.push(group.findLast(({ order }) => order < end));
  }
  return [...new Set(rules.filter((rule) => rule !== undefined))].filter(({ order }) => order < end);
}

/** Without the enforced rules at the end that give the same as what comes after them: they decide nothing. */
function withoutTail(entries: readonly OpenEntry[], end: SettingClass, classOf: OpenList['classOf']): readonly OpenEntry[] {
  const until = entries.findLastIndex(({ rule, truth }) => rule.mode === 'enforce' && (truth === 'unknown' || classOf(rule) !== end));
  return entries.filter(({ rule }, i) => i <= until || rule.mode === 'monitor');
}
