import type { Catalogue } from './catalogue';
import type { BoundCondition, Condition } from './conditions/definition';
import type { Truth } from './decision';
import type { Facts } from './facts';
import type { IndexKeys } from './index-keys';
import { all, any, not } from './kleene';
import type { ConditionNode, MatchMode, Rule, SingleCondition } from './rule';
import { laterStage, type Stage } from './stages';

/** One condition of a rule, ready to be judged. */
export interface CompiledCondition {
  readonly entry: Condition;
  readonly negated: boolean;
  readonly bound: BoundCondition;
}

/** Conditions and groups of them. Plain objects rather than closures: a policy may have 100,000 rules. */
export interface CompiledMatch {
  readonly match: MatchMode;
  readonly parts: readonly (CompiledCondition | CompiledMatch)[];
}

/** @throws Error if the catalogue does not know a condition or its parameters are not valid; a parsed rule never is so. */
export function compileMatch({ match, conditions }: Pick<Rule, 'match' | 'conditions'>, catalogue: Catalogue): CompiledMatch {
  return { match, parts: conditions.map((node) => compileNode(node, catalogue)) };
}

function compileNode(node: ConditionNode, catalogue: Catalogue): CompiledCondition | CompiledMatch {
  return node.kind === 'group' ? compileMatch(node, catalogue) : compileCondition(node, catalogue);
}

/** @throws Error as compileMatch */
export function compileCondition({ condition, parameters, negated }: SingleCondition, catalogue: Catalogue): CompiledCondition {
  const entry = catalogue.conditions.get(condition);
  const bound = entry?.bind(parameters) ?? null;
  if (entry === undefined || bound === null) throw new Error(`the condition ${condition} cannot be used with its parameters`);
  return { entry, negated, bound };
}

/** With its negation applied. */
export function judgeCondition({ bound, negated }: CompiledCondition, facts: Facts): Truth {
  const truth = bound.judge(facts);
  return negated ? not(truth) : truth;
}

export function judgeMatch({ match, parts }: CompiledMatch, facts: Facts): Truth {
  return match === 'all' ? all(parts, judgePart, facts) : any(parts, judgePart, facts);
}

function judgePart(part: CompiledCondition | CompiledMatch, facts: Facts): Truth {
  return 'parts' in part ? judgeMatch(part, facts) : judgeCondition(part, facts);
}

/** All single conditions in reading order. */
export function conditionsOf({ parts }: CompiledMatch): readonly CompiledCondition[] {
  return areSingle(parts) ? parts : parts.flatMap((part) => ('parts' in part ? conditionsOf(part) : [part]));
}

function areSingle(parts: CompiledMatch['parts']): parts is readonly CompiledCondition[] {
  return parts.every((part) => !('parts' in part));
}

/** Name of the header field that the condition reads; null if it reads none. */
export function headerOf({ bound: { factKey } }: CompiledCondition): string | null {
  return factKey?.fact === 'message.headers' ? factKey.key : null;
}

/** Null for a negated one: it is true for everything that the index does not find. */
export function indexOf({ bound, negated }: CompiledCondition): IndexKeys | null {
  return negated ? null : bound.index;
}

/**
 * What is left to be known: `true`, `false`, `unknown`, or an expression over the conditions still open, spelt alike for recipients to whom
 * the same later facts give the same.
 */
export function restOf({ match, parts }: CompiledMatch, facts: Facts): string {
  const [neutral, decisive] = match === 'all' ? ['true', 'false'] : ['false', 'true'];
  const rests = new Set(parts.map((part) => ('parts' in part ? restOf(part, facts) : restOfCondition(part, facts))));
  if (rests.has(decisive)) return decisive;
  rests.delete(neutral);
  const [first = neutral, ...more] = [...rests].sort();
  return more.length === 0 ? first : `${match}(${[first, ...more].join(', ')})`;
}

function restOfCondition(condition: CompiledCondition, facts: Facts): string {
  const truth = judgeCondition(condition, facts);
  if (truth !== 'open') return truth;
  const { entry, negated, bound } = condition;
  // What is known of its facts already may differ between recipients.
  const known = entry.needs.filter((name) => facts[name] !== undefined).map((name) => JSON.stringify([name, facts[name]]));
  return [negated ? 'not' : '', entry.id, JSON.stringify(bound.parameters), ...known].join(' ');
}

/** The stage at which all conditions that are still open are settled. */
export function settledBy(match: CompiledMatch, facts: Facts): Stage {
  return conditionsOf(match)
    .filter((condition) => judgeCondition(condition, facts) === 'open')
    .reduce<Stage>((latest, { entry }) => laterStage(latest, entry.settlesAt), 'connect');
}
