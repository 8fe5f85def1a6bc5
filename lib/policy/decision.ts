import type { FactName } from './facts';
import type { SettingName, SettingTypes } from './settings';
import type { Stage } from './stages';

/** The outcome of a condition or rule. `open`: a fact is not yet known. `unknown`: its look-up failed. Neither means "does not match". */
export type Truth = 'true' | 'false' | 'open' | 'unknown';

/** What one condition saw. `saw` holds the facts that it read, as far as known. */
export interface ConditionTrace {
  readonly index: number;
  readonly condition: string;
  readonly outcome: Truth;
  readonly saw: { readonly [Name in FactName]?: unknown };
}

export interface RuleTrace {
  readonly ruleId: string;
  readonly name: string;
  /** Order number in the list, from 1. */
  readonly order: number;
  readonly mode: 'enforce' | 'monitor';
  readonly outcome: Truth;
  readonly conditions: readonly ConditionTrace[];
  /** The settings that this rule decided (for a monitored rule: would have decided). */
  readonly decided: readonly SettingName[];
}

/** Who decided a setting: a rule, the defaults under the list, or the engine itself because a look-up failed. */
export type DecidedBy =
  | { readonly kind: 'rule'; readonly ruleId: string; readonly name: string; readonly order: number }
  | { readonly kind: 'default' }
  | { readonly kind: 'lookup-failed'; readonly ruleId: string; readonly name: string; readonly order: number; readonly reason: string };

export type SettingOutcome<Value> =
  | { readonly state: 'decided'; readonly value: Value; readonly by: DecidedBy }
  /** Rules that wait for later facts can still decide it. `residue` is equal for two recipients exactly when the same later facts give both the same answer. */
  | { readonly state: 'open'; readonly waitingFor: Stage; readonly residue: string };

/** All that policy decided with the facts of one stage: plain data with its trace, in the order of the list. */
export interface Decision {
  readonly revision: number;
  readonly stage: Stage;
  readonly settings: { readonly [Name in SettingName]?: SettingOutcome<SettingTypes[Name]> };
  /** The rules looked at: those whose indexed condition did not already rule them out. */
  readonly trace: readonly RuleTrace[];
}
