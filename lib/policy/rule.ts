/** A rule as it is stored and as the API speaks it. `parseRule` (parse-rule.ts) is the only way to make one from outside. */
export interface Rule {
  /** UUID; stays the same over all versions of the rule. */
  readonly id: string;
  /** Unique in the list, 1-64 characters. */
  readonly name: string;
  readonly mode: RuleMode;
  readonly match: MatchMode;
  readonly conditions: readonly ConditionNode[];
  readonly actions: readonly RuleAction[];
  /** "Stop processing more rules". */
  readonly stop: boolean;
  readonly comment: string;
  /** ISO 8601 instants; outside this span the rule is false. Null is open-ended. */
  readonly activeFrom: string | null;
  readonly activeUntil: string | null;
}

/** Enforce: carried out. Monitor: judged, traced and counted, never carried out. Disabled: not judged. */
export const RULE_MODES = ['enforce', 'monitor', 'disabled'] as const;
export type RuleMode = (typeof RULE_MODES)[number];

/** ALL of no condition matches everything; ANY of no condition matches nothing. */
export const MATCH_MODES = ['all', 'any'] as const;
export type MatchMode = (typeof MATCH_MODES)[number];

export type ConditionNode = SingleCondition | ConditionGroup;

export interface SingleCondition {
  readonly kind: 'condition';
  /** Id of the catalogue entry, as `connection.is-ssl`. */
  readonly condition: string;
  readonly negated: boolean;
  /** Parsed by the entry's own schema. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** One level only: "ANY of" inside "ALL of", and the reverse. */
interface ConditionGroup {
  readonly kind: 'group';
  readonly match: MatchMode;
  readonly conditions: readonly SingleCondition[];
}

export interface RuleAction {
  /** Id of the catalogue entry, as `smtp.action`. */
  readonly action: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}
