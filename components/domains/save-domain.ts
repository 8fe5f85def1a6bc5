import { currentOfConflict } from '@/components/ui/conflict';
import { ApiProblem, callApi } from '@/lib/api/client';
import { type LocalDomainView, localDomainViewSchema } from '@/lib/api/contracts/domains';
import type { SaveTerms } from '@/lib/api/contracts/revisions';
import { type Saved, savedSchema } from '@/lib/api/contracts/rules';
import type { LocalDomainDraft } from '@/lib/policy/local-domain';

/** The domain as it was when editing began; null for a new one. */
export type EditedDomain = Pick<LocalDomainView, 'id' | 'version'> | null;

/** What came of saving. A conflict is an outcome, not an error: the administrator decides what happens next. */
export type SaveDomainOutcome =
  | { readonly kind: 'saved'; readonly saved: Saved }
  | { readonly kind: 'changed-meanwhile'; readonly current: LocalDomainView }
  | { readonly kind: 'deleted-meanwhile' };

/** @throws ApiProblem for every other refusal */
export async function saveDomain(edited: EditedDomain, domain: LocalDomainDraft, terms: SaveTerms): Promise<SaveDomainOutcome> {
  try {
    const saved =
      edited === null
        ? await callApi('/domains', savedSchema, { method: 'POST', body: { ...domain, ...terms } })
        : await callApi(`/domains/${edited.id}`, savedSchema, { method: 'PUT', body: { ...terms, domain, version: edited.version } });
    return { kind: 'saved', saved };
  } catch (error) {
    if (edited !== null && error instanceof ApiProblem && error.status === 404) return { kind: 'deleted-meanwhile' };
    const current = currentOfConflict(error, localDomainViewSchema);
    if (edited !== null && current !== null) return { kind: 'changed-meanwhile', current };
    throw error;
  }
}
