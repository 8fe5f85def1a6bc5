import { z } from 'zod';

/** The policy tests that a save may break (the problem `breaks-tests` names them), by their ids. */
export const acknowledgeSchema = z.object({ acknowledge: z.array(z.uuid('value.invalid')).max(10_000, 'list.too-long').default([]) });

/** What may go with a save: why it was made, and whether it is taken back unless somebody confirms it within so many minutes. */
export const saveTermsSchema = acknowledgeSchema.extend({
  note: z.string('value.invalid').trim().max(500, 'text.too-long').default(''),
  confirmWithin: z.int('number.invalid').min(1, 'number.too-small').max(60, 'number.too-large').nullable().default(null),
});
export interface SaveTerms {
  readonly note: string;
  readonly confirmWithin: number | null;
  readonly acknowledge?: readonly string[];
}

/** Without a note, for good. */
export const PLAIN_SAVE: SaveTerms = { note: '', confirmWithin: null };
