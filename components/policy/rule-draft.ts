import type { ConditionNode, MatchMode, Rule, RuleAction, SingleCondition } from '@/lib/policy/rule';

/**
 * A rule while it is being edited: as typed, not yet parsed. Every part carries a key, which stays the same while parts before it
 * come and go. All functions here are pure and return a new draft.
 */
export interface RuleDraftState {
  readonly name: string;
  readonly enabled: boolean;
  readonly whenEnabled: 'enforce' | 'monitor';
  readonly match: MatchMode;
  readonly nodes: readonly DraftNode[];
  readonly actions: readonly DraftPart[];
  readonly stop: boolean;
  readonly comment: string;
  readonly activeFrom: string | null;
  readonly activeUntil: string | null;
  readonly nextKey: number;
}

export type Parameters = Readonly<Record<string, unknown>>;

/** A condition or action: entry of the catalogue and what was typed for it. */
export interface DraftPart {
  readonly key: number;
  readonly entry: string;
  readonly parameters: Parameters;
}
export interface DraftCondition extends DraftPart {
  readonly kind: 'condition';
  readonly negated: boolean;
}
export interface DraftGroup {
  readonly kind: 'group';
  readonly key: number;
  readonly match: MatchMode;
  readonly conditions: readonly DraftCondition[];
}
type DraftNode = DraftCondition | DraftGroup;

/** What the draft takes from an entry of the catalogue. */
export interface Addable {
  readonly id: string;
  readonly initial: unknown;
}

export const NEW_RULE: RuleDraftState = {
  name: '',
  enabled: false,
  whenEnabled: 'enforce',
  match: 'all',
  nodes: [],
  actions: [],
  stop: false,
  comment: '',
  activeFrom: null,
  activeUntil: null,
  nextKey: 1,
};

export function draftOf(rule: Omit<Rule, 'id'>): RuleDraftState {
  let key = 1;
  const condition = (single: SingleCondition): DraftCondition => ({
    kind: 'condition',
    key: key++,
    entry: single.condition,
    negated: single.negated,
    parameters: single.parameters,
  });
  const nodes = rule.conditions.map(
    (node): DraftNode =>
      node.kind === 'condition'
        ? condition(node)
        : { kind: 'group', key: key++, match: node.match, conditions: node.conditions.map(condition) },
  );
  const actions = rule.actions.map((action): DraftPart => ({ key: key++, entry: action.action, parameters: action.parameters }));
  return {
    name: rule.name,
    enabled: rule.mode !== 'disabled',
    whenEnabled: rule.mode === 'monitor' ? 'monitor' : 'enforce',
    match: rule.match,
    nodes,
    actions,
    stop: rule.stop,
    comment: rule.comment,
    activeFrom: rule.activeFrom,
    activeUntil: rule.activeUntil,
    nextKey: key,
  };
}

/** The draft as the API takes it; whether it is a valid rule is for its schema to say. */
export function ruleOf(draft: RuleDraftState): Omit<Rule, 'id'> {
  return {
    name: draft.name,
    mode: draft.enabled ? draft.whenEnabled : 'disabled',
    match: draft.match,
    conditions: draft.nodes.map(
      (node): ConditionNode =>
        node.kind === 'condition' ? single(node) : { kind: 'group', match: node.match, conditions: node.conditions.map(single) },
    ),
    actions: draft.actions.map((part): RuleAction => ({ action: part.entry, parameters: part.parameters })),
    stop: draft.stop,
    comment: draft.comment,
    activeFrom: draft.activeFrom,
    activeUntil: draft.activeUntil,
  };
}

function single(condition: DraftCondition): SingleCondition {
  return { kind: 'condition', condition: condition.entry, negated: condition.negated, parameters: condition.parameters };
}

/** Adds a condition at the end of the rule, or of the group with key `group`. */
export function withCondition(draft: RuleDraftState, entry: Addable, group: number | null): RuleDraftState {
  const added: DraftCondition = { kind: 'condition', key: draft.nextKey, entry: entry.id, negated: false, parameters: initialOf(entry) };
  const nodes =
    group === null
      ? [...draft.nodes, added]
      : draft.nodes.map((node) =>
          node.kind === 'group' && node.key === group ? { ...node, conditions: [...node.conditions, added] } : node,
        );
  return { ...draft, nodes, nextKey: draft.nextKey + 1 };
}

/** Adds an empty group, which matches the other way than the rule. */
export function withGroup(draft: RuleDraftState): RuleDraftState {
  const group: DraftGroup = { kind: 'group', key: draft.nextKey, match: draft.match === 'all' ? 'any' : 'all', conditions: [] };
  return { ...draft, nodes: [...draft.nodes, group], nextKey: draft.nextKey + 1 };
}

export function withConditionChanged(
  draft: RuleDraftState,
  key: number,
  change: Partial<Pick<DraftCondition, 'negated' | 'parameters'>>,
): RuleDraftState {
  const apply = (condition: DraftCondition) => (condition.key === key ? { ...condition, ...change } : condition);
  const nodes = draft.nodes.map((node) => (node.kind === 'condition' ? apply(node) : { ...node, conditions: node.conditions.map(apply) }));
  return { ...draft, nodes };
}

export function withGroupMatch(draft: RuleDraftState, key: number, match: MatchMode): RuleDraftState {
  return { ...draft, nodes: draft.nodes.map((node) => (node.kind === 'group' && node.key === key ? { ...node, match } : node)) };
}

/** Removes the condition or group with this key. */
export function withoutNode(draft: RuleDraftState, key: number): RuleDraftState {
  const nodes = draft.nodes
    .filter((node) => node.key !== key)
    .map((node) => (node.kind === 'group' ? { ...node, conditions: node.conditions.filter((one) => one.key !== key) } : node));
  return { ...draft, nodes };
}

export function withAction(draft: RuleDraftState, entry: Addable): RuleDraftState {
  const added: DraftPart = { key: draft.nextKey, entry: entry.id, parameters: initialOf(entry) };
  return { ...draft, actions: [...draft.actions, added], nextKey: draft.nextKey + 1 };
}

export function withActionChanged(draft: RuleDraftState, key: number, parameters: Parameters): RuleDraftState {
  return { ...draft, actions: draft.actions.map((part) => (part.key === key ? { ...part, parameters } : part)) };
}

export function withoutAction(draft: RuleDraftState, key: number): RuleDraftState {
  return { ...draft, actions: draft.actions.filter((part) => part.key !== key) };
}

function initialOf(entry: Addable): Parameters {
  return isParameters(entry.initial) ? entry.initial : {};
}

function isParameters(value: unknown): value is Parameters {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
