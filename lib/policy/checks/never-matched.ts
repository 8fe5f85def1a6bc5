import { type CheckedPolicy, type Finding, finding } from './definition';

/** A rule that has not been true for any message for 90 days. */
export function neverMatched({ rules, idle }: CheckedPolicy): readonly Finding[] {
  return rules
    .filter(({ ruleId }) => idle.has(ruleId))
    .map((rule) => finding('never-matched', 'hint', [rule], (words) => words.neverMatched(rule.name)));
}
