import { z } from 'zod';

/** What may go with a save: why it was made, and whether it is taken back unless somebody confirms it within so many minutes. */
export const saveTermsSchema = z.object({
  note: z.string('value.invalid').trim().max(500, 'text.too-long').default(''),
  confirmWithin: z.int('number.invalid').min(1, 'number.too-small').max(60, 'number.too-large').nullable().default(null),
});
export type SaveTerms = z.infer<typeof saveTermsSchema>;

/** Without a note, for good. */
export const PLAIN_SAVE: SaveTerms = { note: '', confirmWithin: null };
