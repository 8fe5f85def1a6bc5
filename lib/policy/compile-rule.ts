import type { Catalogue } from './catalogue';
import { type CompiledCondition, compileMatch } from './compile-condition';
import type { RuleReference, Truth } from './decision';
import { type Facts, isLookupFailed } from './facts';
import { all } from './kleene';
import type { Rule } from './rule';
import { SETTING_CLASSES, type SettingClass } from './setting-class';
import { SETTING_NAMES, type SettingName, type SettingValues } from './settings';
import { earlierStage } from './stages';

/** A rule that is judged: enforced or monitored. */
export interface CompiledRule extends RuleReference {
  readonly mode: 'enforce' | 'monitor';
  readonly judge: (facts: Facts) => Truth;
  readonly inSpan: (facts: Facts) => Truth;
  readonly conditions: readonly CompiledCondition[];
  /** What is left to be known (compile-condition.ts). */
  readonly rest: (facts: Facts) => string;
  readonly effects: SettingValues;
  /**
   * Of each setting whose reading the rule can end: those that it sets and, with "Stop processing more rules", all others, which then have
   * their default.
   */
  readonly classes: { readonly [Name in SettingName]?: SettingClass };
  /** The condition by which the rule is found; without it being true the rule is not. */
  readonly foundBy: CompiledCondition | null;
}

/** @throws Error if a part of the rule is not in the catalogue or not valid */
export function compileRule(rule: Rule & { readonly mode: CompiledRule['mode'] }, order: number, catalogue: Catalogue): CompiledRule {
  const match = compileMatch(rule, catalogue);
  const inSpan = compileSpan(rule);
  const judges = [inSpan, match.judge];
  const effects = effectsOf(rule, catalogue);
  return {
    ruleId: rule.id,
    name: rule.name,
    order,
    mode: rule.mode,
    inSpan,
    conditions: match.conditions,
    judge: hasSpan(rule) ? (facts) => all(judges, facts) : match.judge,
    rest: (facts) => {
      const span = inSpan(facts);
      return span === 'true' ? match.rest(facts) : span;
    },
    effects,
    classes: classesOf(effects, rule.stop),
    foundBy: foundBy(rule, match.conditions),
  };
}

function effectsOf(rule: Rule, catalogue: Catalogue): SettingValues {
  let effects: SettingValues = {};
  for (const { action, parameters } of rule.actions) {
    const bound = catalogue.actions.get(action)?.bind(parameters) ?? null;
    if (bound === null) throw new Error(`the action ${action} cannot be used with its parameters`);
    effects = { ...effects, ...bound.effect };
  }
  return effects;
}

function classesOf(effects: SettingValues, stop: boolean): CompiledRule['classes'] {
  const classes: { [Name in SettingName]?: SettingClass } = {};
  for (const name of SETTING_NAMES) {
    const own = classOf(name, effects);
    if (own !== null) classes[name] = own;
    else if (stop) classes[name] = SETTING_CLASSES[name].default;
  }
  return classes;
}

function classOf<Name extends SettingName>(name: Name, effects: SettingValues): SettingClass | null {
  const value: SettingValues[Name] = effects[name];
  return value === undefined ? null : SETTING_CLASSES[name].of(value);
}

function hasSpan(rule: Rule): boolean {
  return rule.activeFrom !== null || rule.activeUntil !== null;
}

/** From the first instant on, up to but without the last. */
function compileSpan(rule: Rule): (facts: Facts) => Truth {
  if (!hasSpan(rule)) return () => 'true';
  const { activeFrom, activeUntil } = rule;
  return (facts) => {
    const now = facts['time.now'];
    if (now === undefined) return 'open';
    if (isLookupFailed(now)) return 'unknown';
    return (activeFrom === null || activeFrom <= now) && (activeUntil === null || now < activeUntil) ? 'true' : 'false';
  };
}

/** Of the conditions that must be true and have few values, the one known first; among those the one with the fewest values. */
function foundBy(rule: Rule, conditions: readonly CompiledCondition[]): CompiledCondition | null {
  if (rule.conditions.some((node) => node.kind === 'group') || (rule.match === 'any' && conditions.length > 1)) return null;
  return conditions
    .filter((condition) => condition.index !== null)
    .reduce<CompiledCondition | null>((best, one) => (best === null || isBetterIndex(one, best) ? one : best), null);
}

function isBetterIndex(one: CompiledCondition, other: CompiledCondition): boolean {
  if (one.entry.settlesAt !== other.entry.settlesAt)
    return earlierStage(one.entry.settlesAt, other.entry.settlesAt) === one.entry.settlesAt;
  return countOf(one) < countOf(other);
}

function countOf({ index }: CompiledCondition): number {
  return index === null ? 0 : index.keys.length + index.suffixes.length;
}
