import { z } from 'zod';
import { FAILURE_REASONS } from '@/lib/queue/failure';
import { ACTION_FROM, IN_QUEUE, QUEUE_ACTIONS, type QueueAction, type RecipientState } from '@/lib/queue/recipient-state';
import { routeOverrideSchema } from '@/lib/routing/route-override';

const LONGEST_AGE = 365 * 24 * 3600;
const text = z.string().trim().min(1, 'text.empty').max(320, 'text.too-long');

/** Which recipients in the queue are meant: all of what is given must hold (lib/queue/waiting-filter.ts). */
export const queueFilterSchema = z.object({
  state: z.enum(IN_QUEUE, 'value.invalid').optional(),
  /** Of the recipient; domains under it count too. */
  domain: text.optional(),
  /** An address, a domain with those under it, or `<>` for the null sender. */
  sender: text.optional(),
  /** `partner.example`, `mx.partner.example:465`, of the last attempt; `-`: nothing has been tried. */
  nextHop: text.optional(),
  reason: z.enum(FAILURE_REASONS, 'value.invalid').optional(),
  /** A rule that decided the routing of the last attempt, or that the mail is held. */
  rule: z.uuid('value.invalid').optional(),
  /** Seconds since the message was received, at least. */
  olderThan: z.coerce.number('value.invalid').int('value.invalid').min(1, 'value.invalid').max(LONGEST_AGE, 'value.invalid').optional(),
});
export type QueueFilter = z.output<typeof queueFilterSchema>;

/** GET /queue?state=&domain=&sender=&nextHop=&reason=&rule=&olderThan=&cursor= : recipients that wait, oldest first, 50 a page. */
const queueEntrySchema = z.object({
  id: z.string(),
  queueId: z.string(),
  state: z.enum(IN_QUEUE),
  sender: z.string(),
  recipient: z.string(),
  size: z.int(),
  receivedAt: z.iso.datetime(),
  attempts: z.int(),
  nextAttemptAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  /** Of the last attempt, before any MX look-up. */
  nextHop: z.string().nullable(),
  /** The hosts that an administrator sends it to instead of the policy's next hop, "a.tld:465, b.tld"; null: none. */
  sentTo: z.string().nullable(),
  /** In words, and its machine reason (lib/queue/failure.ts). */
  lastError: z.string().nullable(),
  lastReason: z.string().nullable(),
});
export type QueueEntry = z.infer<typeof queueEntrySchema>;
export const queueListSchema = z.object({
  entries: z.array(queueEntrySchema),
  /** How many match; counted up to 10,000. */
  total: z.int(),
  /** There are more than `total`. */
  more: z.boolean(),
  nextCursor: z.string().nullable(),
});
export type QueueList = z.infer<typeof queueListSchema>;

/** GET /queue/groups : what waits, by next hop, the most first; 100 at most. */
const queueGroupSchema = z.object({
  nextHop: z.string(),
  waiting: z.int(),
  oldest: z.iso.datetime(),
  nextAttemptAt: z.iso.datetime().nullable(),
  /** Why most of them wait, as a machine reason; what was said at the newest of these; when the certificate that it met ends. */
  reason: z.string().nullable(),
  detail: z.string().nullable(),
  certificateEnds: z.iso.datetime().nullable(),
});
export type QueueGroup = z.infer<typeof queueGroupSchema>;
export const queueGroupsSchema = z.object({
  groups: z.array(queueGroupSchema),
  /** How many groups there are. */
  total: z.int(),
  /** Recipients that wait and for which nothing has been tried. */
  untried: z.int(),
});
export type QueueGroups = z.infer<typeof queueGroupsSchema>;

/** The place in a long action that the next request goes on from. */
const CONTINUES = /^(?<id>[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\.(?<after>\d{1,18})\.(?<upTo>\d{1,18})$/;
const continuesSchema = z.string().regex(CONTINUES, 'value.invalid');

/**
 * POST /queue/actions: for the recipients `ids` of queueEntrySchema, or for all that match `filter`. The latter goes in steps: while the answer
 * says `continues`, the same request with it goes on. `route` belongs to the action of that name; null: where the policy sends it.
 */
export const queueActionSchema = z
  .object({
    action: z.enum(QUEUE_ACTIONS, 'value.invalid'),
    ids: z
      .array(z.string().regex(/^\d{1,18}$/, 'value.invalid'))
      .min(1, 'list.empty')
      .max(10_000, 'list.too-long')
      .optional(),
    filter: queueFilterSchema.optional(),
    route: routeOverrideSchema.nullable().optional(),
    continues: continuesSchema.optional(),
  })
  .refine(({ ids, filter }) => (ids === undefined) !== (filter === undefined), { path: ['ids'], message: 'value.missing' })
  .refine(({ action, route }) => (action === 'route') === (route !== undefined), { path: ['route'], message: 'value.missing' })
  .refine(({ filter, continues }) => filter !== undefined || continues === undefined, { path: ['continues'], message: 'value.invalid' });
export type QueueActionRequest = z.output<typeof queueActionSchema>;

/** Whether an action can do something for a recipient in this state. */
export function isActionPossible(action: QueueAction, state: RecipientState): boolean {
  return ACTION_FROM[action].includes(state);
}

export const queueActionResultSchema = z.object({
  /** Under which it can be undone. */
  id: z.uuid(),
  touched: z.int(),
  /** Left alone, since they were being delivered at that moment. */
  beingDelivered: z.int(),
  /** Left alone, since their state does not allow it. */
  notPossible: z.int(),
  continues: z.string().nullable(),
});
export type QueueActionResult = z.infer<typeof queueActionResultSchema>;

/** POST /queue/actions/{id}/undo, in steps, too. */
export const queueUndoSchema = z.object({ continues: continuesSchema.optional() });

/** @param continues parsed by its schema */
export function placeOf(continues: string): { readonly id: string; readonly after: string; readonly upTo: string } {
  const { id = '', after = '0', upTo = '0' } = CONTINUES.exec(continues)?.groups ?? {};
  return { id, after, upTo };
}
