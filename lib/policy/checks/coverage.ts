import { type CompiledCondition, type CompiledMatch, indexOf } from '../compile-condition';
import type { CompiledRule } from '../compile-rule';
import { widerKeys } from '../index-keys';
import { addsUp, SETTING_NAMES, type SettingName } from '../settings';
import { conjunctsOf, impliesMatch } from './implication';

/** A rule that is true only when an enforced one above it is true as well. */
export interface Covered {
  readonly above: CompiledRule;
  readonly below: CompiledRule;
  /** Settings that both can decide: for these the one above always comes first. */
  readonly settings: readonly SettingName[];
  /** Whether `below` can decide nothing else. */
  readonly entirely: boolean;
}

/**
 * Pairs of rules in which the upper one always comes first, in the order of the lower ones; once a rule is covered entirely, no further
 * pair is looked for. Rules above are found by a value or condition that they must share with the rule below, so that 10,000 rules about
 * different domains need not be compared with one another.
 */
export function coveredRules(rules: readonly CompiledRule[]): Covered[] {
  const anchored = new Map<string, CompiledRule[]>();
  const pairs: Covered[] = [];
  for (const below of rules) {
    for (const above of candidatesFor(below, anchored)) {
      const pair = covering(above, below);
      if (pair !== null) pairs.push(pair);
      if (pair?.entirely === true) break;
    }
    if (below.mode !== 'enforce') continue;
    for (const anchor of anchorsOf(below.match)) {
      const there = anchored.get(anchor);
      if (there === undefined) anchored.set(anchor, [below]);
      else there.push(below);
    }
  }
  return pairs;
}

function covering(above: CompiledRule, below: CompiledRule): Covered | null {
  const decided = SETTING_NAMES.filter((name) => below.classes[name] !== undefined);
  const settings = decided.filter((name) => above.classes[name] !== undefined && (above.stop || !addsUp(name)));
  if (settings.length === 0 || !spanCovers(above, below) || !impliesMatch(below.match, above.match)) return null;
  return { above, below, settings, entirely: settings.length === decided.length };
}

function spanCovers({ span: outer }: CompiledRule, { span: inner }: CompiledRule): boolean {
  if (outer === null) return true;
  const startsInside = outer.activeFrom === null || (inner !== null && inner.activeFrom !== null && inner.activeFrom >= outer.activeFrom);
  const endsInside = outer.activeUntil === null || (inner !== null && inner.activeUntil !== null && inner.activeUntil <= outer.activeUntil);
  return startsInside && endsInside;
}

function candidatesFor({ match }: CompiledRule, anchored: ReadonlyMap<string, readonly CompiledRule[]>): ReadonlySet<CompiledRule> {
  const conjuncts = match.match === 'any' && match.parts.length > 1 ? firstAlternative(match) : conjunctsOf(match);
  return new Set([EVERYTHING, ...conjuncts.flatMap(tracesOf)].flatMap((anchor) => anchored.get(anchor) ?? []));
}

/** What covers "this or that" covers this. */
function firstAlternative({ parts: [first] }: CompiledMatch): CompiledCondition[] {
  return first === undefined ? [] : conjunctsOf(first);
}

const EVERYTHING = 'everything';

/** Wherever a rule is found that can cover another: a rule that it covers has a condition that leaves one of these traces. */
function anchorsOf(part: CompiledCondition | CompiledMatch): readonly string[] {
  if (!('parts' in part)) return anchorsOfCondition(part);
  if (part.match === 'any') return part.parts.flatMap(anchorsOf);
  const [most = [EVERYTHING]] = part.parts.toSorted((a, b) => telling(b) - telling(a)).map(anchorsOf);
  return most;
}

/** Conditions that name few values tell rules apart better than those that are the same in many rules. */
function telling(part: CompiledCondition | CompiledMatch): number {
  if ('parts' in part) return 0;
  if (indexOf(part) !== null) return 3;
  return isCheckbox(part) ? 1 : 2;
}

function anchorsOfCondition(condition: CompiledCondition): readonly string[] {
  const index = indexOf(condition);
  if (index === null) return [signature(condition)];
  return [signature(condition), ...index.keys.map((key) => `${index.fact} ${key}`)];
}

/** Where the rules stand that a condition can imply. */
function tracesOf(condition: CompiledCondition): readonly string[] {
  const index = indexOf(condition);
  if (index === null) return [signature(condition)];
  // What covers all of its values covers the first.
  const [key = ''] = index.keys;
  return [signature(condition), ...widerKeys(key).map((wider) => `${index.fact} ${wider}`)];
}

/** A checkbox has two states, and its negation is the other one: both stand in one place. */
function signature(condition: CompiledCondition): string {
  const { entry, negated, bound } = condition;
  return isCheckbox(condition) ? entry.id : `${entry.id} ${negated} ${JSON.stringify(bound.parameters)}`;
}

function isCheckbox({ entry }: CompiledCondition): boolean {
  return entry.fields.length > 0 && entry.fields.every((field) => field.widget === 'checkbox');
}
