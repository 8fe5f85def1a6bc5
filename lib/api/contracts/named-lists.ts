import { z } from 'zod';
import { LIST_KINDS, namedListDraftSchema } from '@/lib/policy/named-list';
import { saveTermsSchema } from '@/lib/revisions/save-terms';

/** A named list as the page of all lists shows it. */
const namedListRowSchema = z.object({
  id: z.uuid(),
  version: z.uuid(),
  name: z.string(),
  kind: z.enum(LIST_KINDS),
  comment: z.string(),
  count: z.int(),
  /** The first few entries. */
  sample: z.array(z.string()),
  /** Names of the rules that refer to it, in the order of the list. */
  usedBy: z.array(z.string()),
});
export type NamedListRow = z.infer<typeof namedListRowSchema>;
/** GET /named-lists */
export const namedListsSchema = z.object({ revision: z.int(), lists: z.array(namedListRowSchema) });

/** GET /named-lists/{id} */
export const namedListViewSchema = z.object({ id: z.uuid(), version: z.uuid(), list: namedListDraftSchema, usedBy: z.array(z.string()) });
export type NamedListView = z.infer<typeof namedListViewSchema>;
/** POST /named-lists */
export const createNamedListSchema = namedListDraftSchema.and(saveTermsSchema);
/** PUT /named-lists/{id}; DELETE /named-lists/{id}?version=... takes no body. */
export const updateNamedListSchema = saveTermsSchema.extend({ list: namedListDraftSchema, version: z.uuid() });
