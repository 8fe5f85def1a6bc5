import type { z } from 'zod';
import { ApiProblem, callApi } from '@/lib/api/client';
import type { SaveTerms } from '@/lib/api/contracts/revisions';
import { type Saved, savedSchema } from '@/lib/api/contracts/rules';
import { currentOfConflict } from './conflict';

export interface ItemView {
  readonly id: string;
  readonly version: string;
}

/** Where the API keeps items of one kind. */
export interface ItemKind<View extends ItemView> {
  readonly path: '/domains' | '/named-lists';
  /** The key of the item in the body of a change. */
  readonly bodyKey: 'domain' | 'list';
  readonly viewContract: z.ZodType<View>;
}

/** What came of saving. A conflict is an outcome, not an error: the administrator decides what happens next. */
type SaveOutcome<View> =
  | { readonly kind: 'saved'; readonly saved: Saved }
  | { readonly kind: 'changed-meanwhile'; readonly current: View }
  | { readonly kind: 'deleted-meanwhile' };

/**
 * @param edited the item as it was when editing began; null for a new one
 * @throws ApiProblem for every refusal that is no conflict
 */
export async function saveItem<View extends ItemView>(
  { path, bodyKey, viewContract }: ItemKind<View>,
  edited: ItemView | null,
  item: object,
  terms: SaveTerms,
): Promise<SaveOutcome<View>> {
  try {
    const saved =
      edited === null
        ? await callApi(path, savedSchema, { method: 'POST', body: { ...item, ...terms } })
        : await callApi(`${path}/${edited.id}`, savedSchema, {
            method: 'PUT',
            body: { ...terms, [bodyKey]: item, version: edited.version },
          });
    return { kind: 'saved', saved };
  } catch (error) {
    if (edited !== null && error instanceof ApiProblem && error.status === 404) return { kind: 'deleted-meanwhile' };
    const current = currentOfConflict(error, viewContract);
    if (edited !== null && current !== null) return { kind: 'changed-meanwhile', current };
    throw error;
  }
}
