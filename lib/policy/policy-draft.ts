import type { Policy } from './policy';
import type { Rule, RuleMode } from './rule';

/** A change to the rule list that has not been saved. */
export type PolicyDraft =
  /** The rule takes the place of the one with its id; a new one stands above the rule `before`, or at the end. */
  | { readonly kind: 'rule'; readonly rule: Rule; readonly before: string | null }
  | { readonly kind: 'delete'; readonly id: string }
  | { readonly kind: 'mode'; readonly id: string; readonly mode: RuleMode };

/** Id of the rule that the draft is about. */
export function draftedRuleId(draft: PolicyDraft): string {
  return draft.kind === 'rule' ? draft.rule.id : draft.id;
}

/** The policy as it would be if the draft were saved, under the same revision number. A rule that is gone meanwhile is changed by nothing. */
export function withDraft(policy: Policy, draft: PolicyDraft): Policy {
  return { ...policy, rules: rulesWith(policy.rules, draft) };
}

function rulesWith(rules: readonly Rule[], draft: PolicyDraft): readonly Rule[] {
  switch (draft.kind) {
    case 'delete':
      return rules.filter(({ id }) => id !== draft.id);
    case 'mode':
      return rules.map((rule) => (rule.id === draft.id ? { ...rule, mode: draft.mode } : rule));
    case 'rule': {
      const { rule, before } = draft;
      if (rules.some(({ id }) => id === rule.id)) return rules.map((each) => (each.id === rule.id ? rule : each));
      const place = rules.findIndex(({ id }) => id === before);
      return place === -1 ? [...rules, rule] : rules.toSpliced(place, 0, rule);
    }
  }
}
