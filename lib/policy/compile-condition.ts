import type { Catalogue } from './catalogue';
import type { BoundCondition, Condition, IndexKeys } from './conditions/definition';
import type { Truth } from './decision';
import type { Facts } from './facts';
import { all, any, not } from './kleene';
import type { ConditionNode, MatchMode, Rule, SingleCondition } from './rule';
import { laterStage, type Stage } from './stages';

type Judge = (facts: Facts) => Truth;

/** One condition of a rule, ready to be judged. */
export interface CompiledCondition {
  readonly entry: Condition;
  readonly negated: boolean;
  readonly bound: BoundCondition;
  /** With its negation applied. */
  readonly judge: Judge;
  /** Null for a negated one: it is true for everything that the index does not find. */
  readonly index: IndexKeys | null;
}

export interface CompiledMatch {
  readonly judge: Judge;
  /** All single conditions in reading order. */
  readonly conditions: readonly CompiledCondition[];
  /** What is left to be known: `true`, `false`, `unknown`, or an expression over the conditions still open, in one spelling per meaning. */
  readonly rest: (facts: Facts) => string;
}

/** @throws Error if the catalogue does not know a condition or its parameters are not valid; a parsed rule never is so. */
export function compileMatch(rule: Pick<Rule, 'match' | 'conditions'>, catalogue: Catalogue): CompiledMatch {
  return combine(
    rule.match,
    rule.conditions.map((node) => compileNode(node, catalogue)),
  );
}

function compileNode(node: ConditionNode, catalogue: Catalogue): CompiledMatch {
  if (node.kind === 'condition') return single(compileCondition(node, catalogue));
  return combine(
    node.match,
    node.conditions.map((condition) => single(compileCondition(condition, catalogue))),
  );
}

export function compileCondition(node: SingleCondition, catalogue: Catalogue): CompiledCondition {
  const entry = catalogue.conditions.get(node.condition);
  const bound = entry?.bind(node.parameters) ?? null;
  if (entry === undefined || bound === null) throw new Error(`the condition ${node.condition} cannot be used with its parameters`);
  const { negated } = node;
  return { entry, negated, bound, judge: negated ? (facts) => not(bound.judge(facts)) : bound.judge, index: negated ? null : bound.index };
}

function single(condition: CompiledCondition): CompiledMatch {
  return { judge: condition.judge, conditions: [condition], rest: (facts) => restOf(condition, facts) };
}

function restOf({ entry, negated, bound, judge }: CompiledCondition, facts: Facts): string {
  const truth = judge(facts);
  if (truth !== 'open') return truth;
  // What is known of its facts already may differ between recipients.
  const known = entry.needs.filter((name) => facts[name] !== undefined).map((name) => JSON.stringify([name, facts[name]]));
  return [negated ? 'not' : '', entry.id, JSON.stringify(bound.parameters), ...known].join(' ');
}

function combine(match: MatchMode, parts: readonly CompiledMatch[]): CompiledMatch {
  const conditions = parts.flatMap((part) => part.conditions);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const judges = parts.map((part) => part.judge);
  const fold = match === 'all' ? all : any;
  return { judge: (facts) => fold(judges, facts), conditions, rest: (facts) => combineRests(match, parts, facts) };
}

function combineRests(match: MatchMode, parts: readonly CompiledMatch[], facts: Facts): string {
  const [neutral, decisive] = match === 'all' ? ['true', 'false'] : ['false', 'true'];
  const rests = new Set(parts.map((part) => part.rest(facts)));
  if (rests.has(decisive)) return decisive;
  rests.delete(neutral);
  const [first = neutral, ...more] = [...rests].sort();
  return more.length === 0 ? first : `${match}(${[first, ...more].join(', ')})`;
}

/** The stage at which all conditions that are still open are settled. */
export function settledBy(conditions: readonly CompiledCondition[], facts: Facts): Stage {
  return conditions
    .filter((condition) => condition.judge(facts) === 'open')
    .reduce<Stage>((latest, condition) => laterStage(latest, condition.entry.settlesAt), 'connect');
}
