import { ApiProblem, callApi } from '@/lib/api/client';
import type { SaveTerms } from '@/lib/api/contracts/revisions';
import { type RuleView, ruleViewSchema, type Saved, savedSchema } from '@/lib/api/contracts/rules';
import type { Rule } from '@/lib/policy/rule';

/** The rule as it was when editing began; null for a new one. */
export type EditedRule = { readonly id: string; readonly version: string } | null;

/** What came of saving. A conflict is an outcome, not an error: the administrator decides what happens next. */
export type SaveOutcome =
  | { readonly kind: 'saved'; readonly saved: Saved }
  | { readonly kind: 'changed-meanwhile'; readonly current: RuleView }
  | { readonly kind: 'deleted-meanwhile' };

/** @throws ApiProblem for every other refusal */
export async function saveRule(edited: EditedRule, rule: Omit<Rule, 'id'>, terms: SaveTerms): Promise<SaveOutcome> {
  try {
    const saved =
      edited === null
        ? await callApi('/rules', savedSchema, { method: 'POST', body: { ...terms, rule, before: null } })
        : await callApi(`/rules/${edited.id}`, savedSchema, { method: 'PUT', body: { ...terms, rule, version: edited.version } });
    return { kind: 'saved', saved };
  } catch (error) {
    if (error instanceof ApiProblem && edited !== null) {
      if (error.status === 404) return { kind: 'deleted-meanwhile' };
      const current = error.status === 409 ? currentOf(error.body) : null;
      if (current !== null) return { kind: 'changed-meanwhile', current };
    }
    throw error;
  }
}

function currentOf(body: unknown): RuleView | null {
  if (typeof body !== 'object' || body === null || !('current' in body)) return null;
  const current = ruleViewSchema.safeParse(body.current);
  return current.success ? current.data : null;
}
