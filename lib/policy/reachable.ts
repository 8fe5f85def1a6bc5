import { type CompiledCondition, type CompiledMatch, judgeCondition, judgeMatch } from './compile-condition';
import { type CompiledRule, inSpan } from './compile-rule';
import type { Facts } from './facts';
import { type Lookup, lookupsOf } from './lookup-facts';
import type { Stage } from './stages';

type Goal = 'true' | 'false';

/**
 * The look-ups that can make a rule true (or false) at this stage, whatever else is still open. Empty: it is so already. Null: they cannot,
 * because it also waits for something else, or a look-up has failed.
 */
export function reachRule(rule: CompiledRule, goal: Goal, facts: Facts, stage: Stage): readonly Lookup[] | null {
  const span = inSpan(rule, facts);
  if (span === 'false') return goal === 'false' ? [] : null;
  return span === 'true' || goal === 'false' ? reachMatch(rule.match, goal, facts, stage) : null;
}

function reachMatch({ match, parts }: CompiledMatch, goal: Goal, facts: Facts, stage: Stage): readonly Lookup[] | null {
  const ways = parts.map((part) => ('parts' in part ? reachMatch(part, goal, facts, stage) : reachCondition(part, goal, facts, stage)));
  const needsEach = (match === 'all') === (goal === 'true');
  if (needsEach) return ways.every((way) => way !== null) ? ways.flat() : null;
  const open = ways.filter((way) => way !== null);
  if (open.some((way) => way.length === 0)) return [];
  return open.length === 0 ? null : open.flat();
}

function reachCondition(condition: CompiledCondition, goal: Goal, facts: Facts, stage: Stage): readonly Lookup[] | null {
  const truth = judgeCondition(condition, facts);
  if (truth === goal) return [];
  return truth === 'open' ? lookupsOf(condition, facts, stage) : null;
}

/** All look-ups by which the truth of a rule can still change, at this stage or later. */
export function openLookups(rule: CompiledRule, facts: Facts, stage: Stage): readonly Lookup[] {
  return openLookupsOf(rule.match, facts, stage);
}

function openLookupsOf(match: CompiledMatch, facts: Facts, stage: Stage): readonly Lookup[] {
  if (judgeMatch(match, facts) !== 'open') return [];
  return match.parts.flatMap((part) => {
    if ('parts' in part) return openLookupsOf(part, facts, stage);
    return judgeCondition(part, facts) === 'open' ? (lookupsOf(part, facts, stage) ?? []) : [];
  });
}
