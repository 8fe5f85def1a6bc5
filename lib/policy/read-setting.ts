import { judgeCondition, settledBy } from './compile-condition';
import { type CompiledRule, judgeRule, restOfRule } from './compile-rule';
import type { RuleReference, Truth } from './decision';
import type { FactIndex } from './fact-index';
import type { Facts } from './facts';
import { inOrder, type RuleIndex } from './rule-index';
import { SETTING_CLASSES, type SettingClass } from './setting-class';
import type { SettingName } from './settings';
import type { Stage } from './stages';

/** How the reading of the list ended for one setting. */
export interface Reading {
  readonly end:
    | { readonly kind: 'rule'; readonly rule: CompiledRule }
    /** Of a setting that adds up: all that are true (read-additions.ts). */
    | { readonly kind: 'rules'; readonly rules: readonly CompiledRule[] }
    | { readonly kind: 'default' }
    | { readonly kind: 'lookup-failed'; readonly rule: CompiledRule }
    | { readonly kind: 'open'; readonly heldBy: RuleReference; readonly waitingFor: Stage; readonly residue: string };
  /** The rules looked at, for the trace. */
  readonly looked: readonly { readonly rule: CompiledRule; readonly truth: Truth }[];
}

/** The rules down to the first that is true, as far as they matter. */
interface Pass {
  readonly looked: Reading['looked'];
  /** Enforced rules that are open or unknown. */
  readonly unsettled: readonly { readonly rule: CompiledRule; readonly truth: 'open' | 'unknown' }[];
  readonly last: CompiledRule | null;
}

/**
 * Reads the list from the top for one setting (docs/decisions/007). The first rule that is true ends the reading; what it says stands if every
 * open rule above it would give the same class.
 *
 * A rule whose look-up failed is neither passed over nor carried out: if it and the end of the reading give the same class, the look-up
 * does not matter, else nobody can say which applies. So an early answer always is of the kind that full knowledge gives.
 */
export function readSetting(index: RuleIndex, setting: SettingName, facts: Facts, withResidue: boolean): Reading {
  const { lists, waiting } = index.candidates(facts);
  const found = pass(lists, facts);
  const reading = conclude(withWaiting(found, waiting, facts), setting, facts, withResidue);
  if (reading.end.kind !== 'open' || !withResidue || waiting.length === 0) return reading;
  return conclude(pass([...lists, ...waiting.map(({ all }) => all)], facts), setting, facts, true);
}

function pass(lists: readonly (readonly CompiledRule[])[], facts: Facts): Pass {
  const looked: { rule: CompiledRule; truth: Truth }[] = [];
  const unsettled: { rule: CompiledRule; truth: 'open' | 'unknown' }[] = [];
  for (const rule of inOrder(lists)) {
    const truth = judgeRule(rule, facts);
    if (truth === 'true' || isFound(rule, facts)) looked.push({ rule, truth });
    if (rule.mode === 'monitor') continue;
    if (truth === 'true') return { looked, unsettled, last: rule };
    if (truth !== 'false') unsettled.push({ rule, truth });
  }
  return { looked, unsettled, last: null };
}

/** Thousands of rules for other domains say nothing. */
function isFound({ exact }: CompiledRule, facts: Facts): boolean {
  return exact.every(({ condition }) => {
    const truth = judgeCondition(condition, facts);
    return truth === 'true' || truth === 'unknown';
  });
}

/**
 * Adds of the rules that wait for the fact by which they are found as many as decide what the reading comes to. None of them can be true yet;
 * of several open ones of a class the first has the say, wherever the rules stand whose look-up failed.
 */
function withWaiting(found: Pass, waiting: readonly FactIndex[], facts: Facts): Pass {
  const end = found.last?.order ?? Number.POSITIVE_INFINITY;
  const open = waiting.flatMap((factIndex) => factIndex.firstOpen(end, facts));
  if (open.length === 0) return found;
  const unsettled = [...found.unsettled, ...open.map((rule) => ({ rule, truth: 'open' as const }))];
  return { ...found, unsettled: unsettled.sort((a, b) => a.rule.order - b.rule.order) };
}

function conclude({ looked, unsettled, last }: Pass, setting: SettingName, facts: Facts, withResidue: boolean): Reading {
  const classes = SETTING_CLASSES[setting];
  const classOf = (rule: CompiledRule | null): SettingClass => rule?.classes[setting] ?? classes.default;

  const open: { readonly rule: CompiledRule; readonly gives: SettingClass }[] = [];
  const failed: CompiledRule[] = [];
  // What the message gets if a rule of this class is true here, below the look-ups that have failed so far.
  const given = (settingClass: SettingClass) =>
    failed.every((rule) => classOf(rule) === settingClass) ? settingClass : classes.lookupFailed;
  for (const { rule, truth } of unsettled) {
    if (truth === 'open') open.push({ rule, gives: given(classOf(rule)) });
    else failed.push(rule);
  }
  const end = given(classOf(last));
  const heldBy = open.find(({ gives }) => gives !== end)?.rule;
  if (heldBy !== undefined) {
    const residue = withResidue ? residueOf(unsettled, end, setting, facts) : '';
    return { looked, end: { kind: 'open', heldBy: referenceTo(heldBy), waitingFor: settledBy(heldBy.match, facts), residue } };
  }
  const [firstFailed] = failed;
  if (firstFailed !== undefined && end !== classOf(last)) return { looked, end: { kind: 'lookup-failed', rule: firstFailed } };
  return { looked, end: last === null ? { kind: 'default' } : { kind: 'rule', rule: last } };
}

/** The rules that are not settled, each with what is left to be known and what it gives, and what comes after them. */
function residueOf(unsettled: Pass['unsettled'], end: SettingClass, setting: SettingName, facts: Facts): string {
  // Open rules at the end that give the same as what comes after them decide nothing.
  const until = unsettled.findLastIndex(({ rule, truth }) => truth === 'unknown' || rule.classes[setting] !== end) + 1;
  const lines = unsettled.slice(0, until).map(({ rule }) => `${restOfRule(rule, facts)} -> ${rule.classes[setting]}`);
  return [...lines, end].join('\n');
}

export function referenceTo({ ruleId, name, order }: CompiledRule): RuleReference {
  return { ruleId, name, order };
}
