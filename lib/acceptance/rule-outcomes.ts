import type { Decision } from '@/lib/policy/decision';

/** What became of one rule in the final decisions about one message. */
export interface RuleOutcome {
  readonly ruleId: string;
  readonly mode: 'enforce' | 'monitor';
  /** It was true. */
  readonly matched: boolean;
  /** It decided something; a monitored rule would have. */
  readonly decided: boolean;
}

/**
 * The rules that these decisions judged, each once, however many recipients it was judged for. A rule that is found by its domain, address or
 * network is not among them when the message has another one; nor is a rule that a later fact could still have settled, or whose time is over.
 */
export function ruleOutcomes(decisions: readonly Decision[]): RuleOutcome[] {
  const outcomes = new Map<string, RuleOutcome>();
  for (const { ruleId, mode, outcome, inSpan, effects } of decisions.flatMap(({ trace }) => trace)) {
    if ((outcome !== 'true' && outcome !== 'false') || inSpan === 'false') continue;
    const before = outcomes.get(ruleId);
    const matched = outcome === 'true' || before?.matched === true;
    const decided = Object.keys(effects).length > 0 || before?.decided === true;
    outcomes.set(ruleId, { ruleId, mode, matched, decided });
  }
  return [...outcomes.values()];
}
