/**
 * The life of a recipient. `refused`, `discarded` and `redirected` never enter the queue; `pending` is due (or will be at `next_attempt_at`), `active`
 * is claimed by a worker, `deferred` waits after a failed attempt, `held` waits for an administrator; the rest is finished.
 */
export type RecipientState =
  | 'refused'
  | 'discarded'
  | 'redirected'
  | 'pending'
  | 'active'
  | 'deferred'
  | 'held'
  | 'delivered'
  | 'bounced'
  | 'expired'
  | 'deleted';

/** The states of what is in the queue. */
export const IN_QUEUE = ['pending', 'active', 'deferred', 'held'] as const satisfies readonly RecipientState[];
export type StateInQueue = (typeof IN_QUEUE)[number];

/** What an administrator can do with a recipient in the queue. */
export const QUEUE_ACTIONS = ['retry', 'hold', 'release', 'delete', 'return', 'route'] as const;
export type QueueAction = (typeof QUEUE_ACTIONS)[number];

/** Minutes for which an action can be undone. What is deleted keeps its body for longer than that (remove-bodies.ts). */
export const UNDO_MINUTES = 10;

/** The states from which an action is possible. Never from `active`: the mail may be on the wire at this moment. */
export const ACTION_FROM: { readonly [Action in QueueAction]: readonly RecipientState[] } = {
  retry: ['pending', 'deferred'],
  hold: ['pending', 'deferred'],
  release: ['held'],
  delete: ['pending', 'deferred', 'held'],
  return: ['pending', 'deferred', 'held'],
  route: ['pending', 'deferred', 'held'],
};
