import type { CompiledRule } from './compile-rule';
import { FactIndex } from './fact-index';
import { type FactName, type Facts, isLookupFailed } from './facts';
import { type Place, Places } from './places';
import type { SettingName } from './settings';

/**
 * The rules that can end the reading of one setting. Rules with an exact condition are found by the value of its fact; all others are
 * always looked at (docs/decisions/023).
 */
export class RuleIndex {
  private readonly always: CompiledRule[] = [];
  private readonly byFact = new Map<FactName, FactIndex>();

  constructor(private readonly setting: SettingName) {}

  /** In the order of the list. */
  add(rule: CompiledRule, { foundBy, rest }: Place): void {
    const settingClass = rule.classes[this.setting];
    if (settingClass === undefined) return;
    if (foundBy === null) {
      this.always.push(rule);
      return;
    }
    const { fact, keys } = foundBy.index;
    const factIndex = this.byFact.get(fact) ?? new FactIndex();
    this.byFact.set(fact, factIndex);
    factIndex.add(rule, keys, settingClass, rest);
  }

  candidates(facts: Facts): Candidates {
    const lists: (readonly CompiledRule[])[] = [this.always];
    const waiting: FactIndex[] = [];
    for (const [fact, factIndex] of this.byFact) {
      const value = facts[fact];
      if (value === undefined) waiting.push(factIndex);
      else if (isLookupFailed(value)) lists.push(factIndex.all);
      else if (typeof value === 'string') lists.push(...factIndex.find(value));
    }
    return { lists, waiting };
  }
}

interface Candidates {
  /** Lists of rules that have to be judged, each in order. A rule may stand in more than one. */
  readonly lists: readonly (readonly CompiledRule[])[];
  /** Rules that wait for the fact by which they are found: each of them is false or open. */
  readonly waiting: readonly FactIndex[];
}

/** @param rules in the order of the list */
export function buildRuleIndex(rules: readonly CompiledRule[], setting: SettingName): RuleIndex {
  const places = new Places();
  for (const rule of rules) places.count(rule);
  const index = new RuleIndex(setting);
  for (const rule of rules) index.add(rule, places.of(rule));
  return index;
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
