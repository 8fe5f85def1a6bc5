import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client';
import { type RuleRows, ruleRowsSchema } from '@/lib/api/contracts/rule-rows';
import { explanationSchema, ruleViewSchema } from '@/lib/api/contracts/rules';
import type { RuleDraft } from '@/lib/policy/parse-rule';
import type { RuleMode } from '@/lib/policy/rule';

/** All that the browser knows of the rules. */
export const RULES_KEY = ['rules'] as const;

/** The whole list. */
export const ROWS_KEY = [...RULES_KEY, 'rows'] as const;

/** Its beginning, which comes with the page while the rest is on its way. */
export const FIRST_ROWS_KEY = ['first rules'] as const;
export const FIRST_ROWS = 60;

export const rowsQuery = queryOptions({
  queryKey: ROWS_KEY,
  queryFn: ({ signal }) => callApi('/rules/rows', ruleRowsSchema, { signal }),
});

export function ruleQuery(id: string) {
  return queryOptions({
    queryKey: [...RULES_KEY, id],
    queryFn: ({ signal }) => callApi(`/rules/${id}`, ruleViewSchema, { signal }),
  });
}

/** What a rule would do in the list, unsaved: in place of the rule `id`, or at the end. */
export function explanationQuery(rule: RuleDraft, id: string | null) {
  return queryOptions({
    queryKey: [...RULES_KEY, 'explanation', id, rule],
    queryFn: ({ signal }) => callApi('/rules/explanations', explanationSchema, { method: 'POST', body: { rule, id }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** The list with one rule moved to place `order` (from 1, clamped to the list) and all places counted anew. */
export function withRuleMoved(list: RuleRows, id: string, order: number): RuleRows {
  const moved = list.rows.find((row) => row.id === id);
  if (moved === undefined) return list;
  const rows = list.rows.filter((row) => row.id !== id);
  rows.splice(Math.min(Math.max(order, 1), list.rows.length) - 1, 0, moved);
  return { ...list, rows: countedAnew(rows) };
}

export function withRuleMode(list: RuleRows, id: string, mode: RuleMode): RuleRows {
  return { ...list, rows: list.rows.map((row) => (row.id === id ? { ...row, mode } : row)) };
}

export function withRuleVersion(list: RuleRows, id: string, version: string): RuleRows {
  return { ...list, rows: list.rows.map((row) => (row.id === id ? { ...row, version } : row)) };
}

export function withoutRule(list: RuleRows, id: string): RuleRows {
  const rows = list.rows.filter((row) => row.id !== id);
  return { ...list, total: rows.length, rows: countedAnew(rows) };
}

/** Rows that keep their place stay the same objects: they need not be drawn again. */
function countedAnew(rows: RuleRows['rows']): RuleRows['rows'] {
  return rows.map((row, i) => (row.order === i + 1 ? row : { ...row, order: i + 1 }));
}
