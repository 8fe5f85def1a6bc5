import { z } from 'zod';
import { type SaveTerms, saveTermsSchema } from '@/lib/revisions/save-terms';

export type { SaveTerms };

export const revisionViewSchema = z.object({
  number: z.int(),
  createdAt: z.iso.datetime(),
  author: z.string(),
  note: z.string(),
  changes: z.array(z.object({ action: z.enum(['create', 'update', 'delete', 'move']), kind: z.string(), name: z.string() })),
  /** The revision whose state this one brings back. */
  restores: z.int().nullable(),
  /** How a trial that began with this revision stands or ended. */
  trial: z.enum(['open', 'confirmed', 'taken-back', 'expired']).nullable(),
});
export type RevisionView = z.infer<typeof revisionViewSchema>;

/** So many revisions are on a page of the list. */
export const REVISIONS_PER_PAGE = 50;
/** GET /revisions?before=N, newest first. Their numbers have no gaps. */
export const revisionListSchema = z.object({
  revisions: z.array(revisionViewSchema),
  nextBefore: z.int().nullable(),
  /** The revision in force; 0 before the first. */
  current: z.int(),
});
export type RevisionList = z.infer<typeof revisionListSchema>;

/** One line of what changed. `detail`: an entry of the list in the line above it. */
const differenceLineSchema = z.object({ sign: z.enum(['same', 'removed', 'added']), text: z.string(), detail: z.boolean() });

/** GET /revisions/{number}/difference/{other}: from the first to the second, in the reader's language. */
export const differenceSchema = z.object({
  from: revisionViewSchema,
  to: revisionViewSchema,
  /** The revision in force. */
  current: z.int(),
  changes: z.array(
    z.object({
      kind: z.enum(['rule', 'local_domain', 'acceptance_settings', 'routing_settings', 'named_list']),
      change: z.enum(['added', 'removed', 'changed']),
      /** Id of a rule or local domain; null for a page of settings. */
      id: z.uuid().nullable(),
      name: z.string(),
      facets: z.array(z.object({ label: z.string(), lines: z.array(differenceLineSchema) })),
    }),
  ),
});
export type Difference = z.infer<typeof differenceSchema>;

/** POST /revisions/{number}/restore. `current`: the revision in force that it has been compared with. */
export const restoreSchema = saveTermsSchema.extend({ current: z.int('value.invalid') });

/** What is in force after a restore, or after a trial has been settled. */
export const revisionInForceSchema = z.object({ revision: z.int() });

/** GET /trial: what is taken back unless somebody confirms it. */
export const trialViewSchema = z.object({
  trial: z
    .object({
      /** The first and the last revision that it covers. */
      revision: z.int(),
      last: z.int(),
      /** The revision whose state comes back. */
      revertTo: z.int(),
      author: z.string(),
      /** Whether the caller is who saved: nobody else can save meanwhile. */
      own: z.boolean(),
      deadline: z.iso.datetime(),
      /** By the clock of the database; 0 when a worker has yet to carry it out. */
      secondsLeft: z.number(),
    })
    .nullable(),
});
export type TrialView = z.infer<typeof trialViewSchema>;

/** POST /trial/confirm and /trial/take-back. `last`: the last revision that the caller has seen. */
export const settleTrialSchema = z.object({ last: z.int('value.invalid') });
