import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client';
import { type RuleChecks, ruleChecksSchema } from '@/lib/api/contracts/rules';
import type { RuleDraft } from '@/lib/policy/parse-rule';
import { RULES_KEY } from './rules-query';

export type FindingView = RuleChecks['findings'][number];

/** What is doubtful about the list. With `addresses` DNS is asked about relay hosts. */
export function checksQuery(addresses: boolean) {
  return queryOptions({
    queryKey: [...RULES_KEY, 'checks', addresses] as const,
    queryFn: ({ signal }) => callApi(`/rules/checks?addresses=${addresses}`, ruleChecksSchema, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** What would be doubtful about a rule, unsaved: in place of the rule `id`, or at the end. */
export function draftChecksQuery(rule: RuleDraft, id: string | null) {
  return queryOptions({
    queryKey: [...RULES_KEY, 'draft checks', id, rule] as const,
    queryFn: ({ signal }) => callApi('/rules/checks', ruleChecksSchema, { method: 'POST', body: { rule, id }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

const NONE: ReadonlyMap<string, readonly FindingView[]> = new Map();

/** The findings by the rule that is to be changed, once `checks` are there. */
export function findingsByRule(checks: RuleChecks | undefined): ReadonlyMap<string, readonly FindingView[]> {
  if (checks === undefined) return NONE;
  const byRule = new Map<string, FindingView[]>();
  for (const finding of checks.findings) {
    const id = finding.rules[0]?.id ?? '';
    const others = byRule.get(id);
    if (others === undefined) byRule.set(id, [finding]);
    else others.push(finding);
  }
  return byRule;
}
