import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client';
import { type RuleList, type RuleView, ruleListSchema, ruleViewSchema } from '@/lib/api/contracts/rules';
import type { RuleMode } from '@/lib/policy/rule';

export const RULES_KEY = ['rules'] as const;

export const rulesQuery = queryOptions({
  queryKey: RULES_KEY,
  queryFn: ({ signal }) => callApi('/rules', ruleListSchema, { signal }),
});

export function ruleQuery(id: string) {
  return queryOptions({
    queryKey: [...RULES_KEY, id],
    queryFn: ({ signal }) => callApi(`/rules/${id}`, ruleViewSchema, { signal }),
  });
}

/** The list with one rule moved to place `order` (from 1, clamped to the list) and all places counted anew. */
export function withRuleMoved(list: RuleList, id: string, order: number): RuleList {
  const moved = list.rules.find((rule) => rule.id === id);
  if (moved === undefined) return list;
  const rules = list.rules.filter((rule) => rule.id !== id);
  rules.splice(Math.min(Math.max(order, 1), list.rules.length) - 1, 0, moved);
  return { ...list, rules: rules.map((rule, i) => ({ ...rule, order: i + 1 })) };
}

export function withRuleMode(list: RuleList, id: string, mode: RuleMode): RuleList {
  return { ...list, rules: list.rules.map((view) => (view.id === id ? { ...view, rule: { ...view.rule, mode } } : view)) };
}

export function withRuleVersion(list: RuleList, id: string, version: string): RuleList {
  return { ...list, rules: list.rules.map((view) => (view.id === id ? { ...view, version } : view)) };
}

export function withoutRule(list: RuleList, id: string): RuleList {
  return { ...list, rules: list.rules.filter((rule) => rule.id !== id).map((rule, i) => ({ ...rule, order: i + 1 })) };
}

/** The rules whose name or sentence contains every word of `text`. */
export function filterRules(rules: readonly RuleView[], text: string): readonly RuleView[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return rules;
  return rules.filter(({ rule, explanation }) => {
    const haystack = `${rule.name} ${rule.comment} ${explanation.conditions} ${explanation.actions}`.toLowerCase();
    return words.every((word) => haystack.includes(word));
  });
}
