import { type CompiledCondition, conditionsOf, judgeCondition } from './compile-condition';
import { type CompiledRule, inSpan } from './compile-rule';
import type { ConditionTrace, RuleTrace, Truth } from './decision';
import { type FactKey, type FactName, type Facts, isKnown, partOf } from './facts';
import type { Reading } from './read-setting';
import { addsUp, SETTING_NAMES, type SettingName, type SettingValues } from './settings';

type Readings = { readonly [Name in SettingName]?: Reading };

/** The rules looked at in any of the readings, in their order, each with what its conditions saw and what it decided. */
export function traceOf(readings: Readings, facts: Facts): RuleTrace[] {
  const looked = new Map<number, { rule: CompiledRule; truth: Truth; effects: SettingValues }>();
  for (const name of SETTING_NAMES) {
    const reading = readings[name];
    if (reading === undefined) continue;
    for (const { rule, truth } of reading.looked) {
      const entry = looked.get(rule.order) ?? { rule, truth, effects: {} };
      looked.set(rule.order, entry);
      if (decides(rule, truth, name, reading)) entry.effects = { ...entry.effects, [name]: rule.effects[name] };
    }
  }
  return [...looked.values()].sort((a, b) => a.rule.order - b.rule.order).map((entry) => ruleTrace(entry, facts));
}

/** A monitored rule stands in the reading only where no enforced rule above it was true: it would have ended the reading itself. */
function decides(rule: CompiledRule, truth: Truth, name: SettingName, { end }: Reading): boolean {
  if (rule.effects[name] === undefined) return false;
  if (rule.mode === 'monitor' || addsUp(name)) return truth === 'true';
  return end.kind === 'rule' && end.rule === rule;
}

function ruleTrace({ rule, truth, effects }: { rule: CompiledRule; truth: Truth; effects: SettingValues }, facts: Facts): RuleTrace {
  return {
    ruleId: rule.ruleId,
    name: rule.name,
    order: rule.order,
    mode: rule.mode,
    outcome: truth,
    inSpan: inSpan(rule, facts),
    conditions: conditionsOf(rule.match).map((condition, index) => conditionTrace(condition, index, facts)),
    effects,
  };
}

function conditionTrace(condition: CompiledCondition, index: number, facts: Facts): ConditionTrace {
  const { entry, bound } = condition;
  const read = pick(facts, entry.needs);
  const saw = bound.factKey === null ? read : { ...read, ...pickPart(facts, bound.factKey) };
  return { index, condition: entry.id, outcome: judgeCondition(condition, facts), saw };
}

/** Of a keyed fact only the part that was read. */
function pickPart(facts: Facts, { fact, key }: FactKey): Facts {
  const parts = facts[fact];
  const part = isKnown(parts) ? partOf<boolean | readonly string[]>(parts, key) : undefined;
  return isKnown(parts) ? { [fact]: part === undefined ? {} : { [key]: part } } : {};
}

function pick(facts: Facts, names: readonly FactName[]): Facts {
  const picked: { [Name in FactName]?: Facts[Name] } = {};
  for (const name of names) copy(name, facts, picked);
  return picked;
}

function copy<Name extends FactName>(name: Name, from: Facts, to: { [Other in FactName]?: Facts[Other] }): void {
  const value: Facts[Name] = from[name];
  if (value !== undefined) to[name] = value;
}
