import { currentOfConflict } from '@/components/ui/conflict';
import { ApiProblem, callApi } from '@/lib/api/client';
import { type NamedListView, namedListViewSchema } from '@/lib/api/contracts/named-lists';
import { type Saved, savedSchema } from '@/lib/api/contracts/rules';
import type { NamedListDraft } from '@/lib/policy/named-list';

/** The list as it was when editing began; null for a new one. */
export type EditedList = Pick<NamedListView, 'id' | 'version'> | null;

/** What came of saving. A conflict is an outcome, not an error: the administrator decides what happens next. */
export type SaveListOutcome =
  | { readonly kind: 'saved'; readonly saved: Saved }
  | { readonly kind: 'changed-meanwhile'; readonly current: NamedListView }
  | { readonly kind: 'deleted-meanwhile' };

/** @throws ApiProblem for every other refusal */
export async function saveNamedList(edited: EditedList, list: NamedListDraft): Promise<SaveListOutcome> {
  try {
    const saved =
      edited === null
        ? await callApi('/named-lists', savedSchema, { method: 'POST', body: list })
        : await callApi(`/named-lists/${edited.id}`, savedSchema, { method: 'PUT', body: { list, version: edited.version } });
    return { kind: 'saved', saved };
  } catch (error) {
    if (edited !== null && error instanceof ApiProblem && error.status === 404) return { kind: 'deleted-meanwhile' };
    const current = currentOfConflict(error, namedListViewSchema);
    if (edited !== null && current !== null) return { kind: 'changed-meanwhile', current };
    throw error;
  }
}
