import { z } from 'zod';
import { ruleDraftSchema } from '@/lib/policy/parse-rule';
import { RULE_MODES } from '@/lib/policy/rule';
import { REPLAY_EFFECTS } from '@/lib/replay/tally';

/** Over how many days up to now recorded mail is judged again. */
export const REPLAY_DAYS = [1, 7, 30] as const;

/** POST /replays. A rule without an id is a new one, above the rule `before` or at the end. */
export const replayRequestSchema = z.object({
  days: z.literal(REPLAY_DAYS, 'value.invalid'),
  draft: z.discriminatedUnion(
    'kind',
    [
      z.object({
        kind: z.literal('rule'),
        id: z.uuid().nullable().default(null),
        rule: ruleDraftSchema,
        before: z.uuid().nullable().default(null),
      }),
      z.object({ kind: z.literal('delete'), id: z.uuid() }),
      z.object({ kind: z.literal('mode'), id: z.uuid(), mode: z.enum(RULE_MODES, 'value.invalid') }),
    ],
    'value.invalid',
  ),
});
export type ReplayRequest = z.output<typeof replayRequestSchema>;

const outcomeViewSchema = z.object({
  kind: z.enum(['reject', 'tempfail', 'accept', 'open', 'hold', 'discard']),
  /** The reply of a refusal; else where the message goes next and what is demanded of that connection; empty where neither is known. */
  detail: z.string(),
});
export type ReplayOutcomeView = z.infer<typeof outcomeViewSchema>;

const tableSchema = z.object({
  groups: z.array(
    z.object({
      /** Domain or address; null: the null sender, or no recipient. */
      value: z.string().nullable(),
      messages: z.int(),
      /** With the policy in force, whatever the policy was when the message came. */
      before: outcomeViewSchema,
      after: outcomeViewSchema,
      /** Ids for GET /messages/{id}. */
      examples: z.array(z.string()),
    }),
  ),
  /** Messages of groups that are too many to be listed. */
  further: z.int(),
});
export type ReplayTableView = z.infer<typeof tableSchema>;

/** One line of the answer: what has been found so far. The last one is `done`. */
export const replayReportSchema = z.object({
  done: z.boolean(),
  total: z.int(),
  judged: z.int(),
  /** Messages that would be decided otherwise than by the policy in force. */
  changed: z.int(),
  /** Messages that could not be judged wholly, because a fact was not recorded. */
  incomplete: z.int(),
  /** Changed messages by what would become of them; one with several recipients can stand in several. */
  effects: z.partialRecord(z.enum(REPLAY_EFFECTS), z.int()),
  tables: z.object({ senderDomain: tableSchema, recipientDomain: tableSchema, client: tableSchema }),
});
export type ReplayReport = z.infer<typeof replayReportSchema>;
