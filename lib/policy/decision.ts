import type { Facts } from './facts';
import type { SettingName, SettingTypes, SettingValues } from './settings';
import type { Stage } from './stages';

/** The outcome of a condition or rule. `open`: a fact is not yet known. `unknown`: its look-up failed. Neither means "does not match". */
export type Truth = 'true' | 'false' | 'open' | 'unknown';

/** What one condition saw. */
export interface ConditionTrace {
  /** Among all single conditions of the rule in reading order, those in groups included, from 0. */
  readonly index: number;
  readonly condition: string;
  /** With the condition's own negation applied. */
  readonly outcome: Truth;
  /** The facts that it read, as far as known. */
  readonly saw: Facts;
}

export interface RuleTrace {
  readonly ruleId: string;
  readonly name: string;
  /** Order number in the list, from 1. */
  readonly order: number;
  readonly mode: 'enforce' | 'monitor';
  readonly outcome: Truth;
  /** Whether the rule's time span holds; `true` for a rule without one. */
  readonly inSpan: Truth;
  readonly conditions: readonly ConditionTrace[];
  /** The settings that this rule decided (for a monitored rule: would have decided), with their values. */
  readonly effects: SettingValues;
}

/** A rule by the name and place that it had when the decision was made. */
export interface RuleReference {
  readonly ruleId: string;
  readonly name: string;
  readonly order: number;
}

/** Who decided a setting: a rule, the defaults under the list, or the engine itself because a look-up failed. */
export type DecidedBy =
  | ({ readonly kind: 'rule' } & RuleReference)
  | { readonly kind: 'default' }
  | ({ readonly kind: 'lookup-failed'; readonly reason: string } & RuleReference);

export type SettingOutcome<Value> =
  | { readonly state: 'decided'; readonly value: Value; readonly by: DecidedBy }
  /**
   * Rules that wait for later facts can still decide it. `heldBy` is the first that could decide otherwise, `waitingFor` the stage at which
   * it is settled. From `rcpt` on, `residue` is equal for two recipients exactly when the same later facts give both the same answer;
   * what is decided counts as the empty residue.
   */
  | { readonly state: 'open'; readonly waitingFor: Stage; readonly heldBy: RuleReference; readonly residue: string }
  /** It depends on a look-up that failed, and there is no value for that. Never a verdict: that becomes "refuse for now". */
  | { readonly state: 'undetermined'; readonly by: Extract<DecidedBy, { kind: 'lookup-failed' }> };

/**
 * All that policy decided with the facts of one stage: plain data with its trace, in the order of the list. A setting that is not in
 * `settings` has its default. A verdict that lets through is no answer yet: it is judged again at every later stage, and cannot turn into a refusal.
 */
export interface Decision {
  readonly revision: number;
  readonly stage: Stage;
  readonly settings: { readonly [Name in SettingName]?: SettingOutcome<SettingTypes[Name]> };
  /**
   * The rules looked at, down to the one that ended the reading. Those with an indexed condition stand here only if it is true (or its
   * look-up failed): thousands of rules for other domains say nothing.
   */
  readonly trace: readonly RuleTrace[];
}
