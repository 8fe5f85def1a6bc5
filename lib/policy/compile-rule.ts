import type { ImpliedCondition } from './actions/definition';
import type { Catalogue } from './catalogue';
import { type CompiledCondition, type CompiledMatch, compileMatch, conditionsOf, indexOf, judgeMatch, restOf } from './compile-condition';
import type { RuleReference, Truth } from './decision';
import { type Facts, isLookupFailed } from './facts';
import type { IndexKeys } from './index-keys';
import type { Rule } from './rule';
import { SETTING_CLASSES, type SettingClass } from './setting-class';
import { SETTING_NAMES, SETTING_NEEDED_AT, type SettingName, type SettingValues, withEffect } from './settings';
import { hasReached, laterStage, type Stage } from './stages';

/** A rule that is judged: enforced or monitored. */
export interface CompiledRule extends RuleReference {
  readonly mode: 'enforce' | 'monitor';
  readonly span: Pick<Rule, 'activeFrom' | 'activeUntil'> | null;
  readonly match: CompiledMatch;
  readonly effects: SettingValues;
  /**
   * Of each setting whose reading the rule can end: those that it sets and, with "Stop processing more rules", all others, which then have
   * their default; but not those that are needed before the rule can be judged.
   */
  readonly classes: { readonly [Name in SettingName]?: SettingClass };
  /** "Stop processing more rules". */
  readonly stop: boolean;
  /** Conditions on few exact values, without each of which the rule is not true: it can be found by any of them. */
  readonly exact: readonly ExactCondition[];
}

export interface ExactCondition {
  readonly condition: CompiledCondition;
  readonly index: IndexKeys;
}

/** @throws Error if a part of the rule is not in the catalogue or not valid */
export function compileRule(rule: Rule & { readonly mode: CompiledRule['mode'] }, order: number, catalogue: Catalogue): CompiledRule {
  const { id, name, mode, stop, activeFrom, activeUntil } = rule;
  const match = matchOf(rule, catalogue);
  const effects = effectsOf(rule, catalogue);
  return {
    ruleId: id,
    name,
    order,
    mode,
    span: activeFrom === null && activeUntil === null ? null : { activeFrom, activeUntil },
    match,
    effects,
    stop,
    classes: classesOf(effects, stop ? latestStage(match) : null),
    exact: exactConditions(match),
  };
}

/** Its own conditions, and those that its actions bring with them: all of the latter must be true. */
function matchOf(rule: Rule, catalogue: Catalogue): CompiledMatch {
  const own = compileMatch(rule, catalogue);
  const implied = impliedConditions(rule, catalogue).map(compileImplied);
  if (implied.length === 0) return own;
  return { match: 'all', parts: own.match === 'all' ? [...own.parts, ...implied] : [own, ...implied] };
}

/** What the rule is true by beside its own conditions, in the order of its actions. */
export function impliedConditions({ actions }: Pick<Rule, 'actions'>, catalogue: Catalogue): ImpliedCondition[] {
  return actions.map(({ action, parameters }) => catalogue.actions.get(action)?.implies(parameters)).filter((one) => one != null);
}

function compileImplied({ entry, parameters }: ImpliedCondition): CompiledCondition {
  const bound = entry.bind(parameters);
  if (bound === null) throw new Error(`the condition ${entry.id} cannot be used with its parameters`);
  return { entry, negated: false, bound };
}

export function judgeRule(rule: CompiledRule, facts: Facts): Truth {
  if (rule.span === null) return judgeMatch(rule.match, facts);
  const span = inSpan(rule, facts);
  if (span === 'false') return 'false';
  const truth = judgeMatch(rule.match, facts);
  return truth === 'true' || (truth === 'unknown' && span === 'open') ? span : truth;
}

/** From the first instant on, up to but without the last. */
export function inSpan({ span }: CompiledRule, facts: Facts): Truth {
  if (span === null) return 'true';
  const now = facts['time.now'];
  if (now === undefined) return 'open';
  if (isLookupFailed(now)) return 'unknown';
  const { activeFrom, activeUntil } = span;
  return (activeFrom === null || activeFrom <= now) && (activeUntil === null || now < activeUntil) ? 'true' : 'false';
}

/** What is left to be known (compile-condition.ts). */
export function restOfRule(rule: CompiledRule, facts: Facts): string {
  const span = inSpan(rule, facts);
  return span === 'true' ? restOf(rule.match, facts) : span;
}

function effectsOf(rule: Rule, catalogue: Catalogue): SettingValues {
  const [only = {}, ...more] = rule.actions.map(({ action, parameters }) => {
    const effect = catalogue.actions.get(action)?.effect(parameters) ?? null;
    if (effect === null) throw new Error(`the action ${action} cannot be used with its parameters`);
    return effect;
  });
  return more.reduce(withEffect, only);
}

function latestStage(match: CompiledMatch): Stage {
  return conditionsOf(match).reduce<Stage>((latest, { entry }) => laterStage(latest, entry.settlesAt), 'connect');
}

/** @param stopsFrom the stage from which on the rule can stop the reading; null if it never does */
function classesOf(effects: SettingValues, stopsFrom: Stage | null): CompiledRule['classes'] {
  const classes: { [Name in SettingName]?: SettingClass } = {};
  for (const name of SETTING_NAMES) {
    const own = classOf(name, effects);
    if (own !== null) classes[name] = own;
    else if (stopsFrom !== null && hasReached(SETTING_NEEDED_AT[name], stopsFrom)) classes[name] = SETTING_CLASSES[name].default;
  }
  return classes;
}

function classOf<Name extends SettingName>(name: Name, effects: SettingValues): SettingClass | null {
  const value: SettingValues[Name] = effects[name];
  return value === undefined ? null : SETTING_CLASSES[name].of(value);
}

function exactConditions({ match, parts }: CompiledMatch): ExactCondition[] {
  if (match === 'any' && parts.length !== 1) return [];
  return parts.flatMap((part) => {
    const index = 'parts' in part ? null : indexOf(part);
    return 'parts' in part || index === null ? [] : [{ condition: part, index }];
  });
}
