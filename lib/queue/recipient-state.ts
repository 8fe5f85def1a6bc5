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

/** What an administrator can do with a recipient in the queue. */
export type QueueAction = 'retry' | 'hold' | 'release' | 'delete' | 'return';

/** The states from which an action is possible. Never from `active`: the mail may be on the wire at this moment. */
export const ACTION_FROM: { readonly [Action in QueueAction]: readonly RecipientState[] } = {
  retry: ['pending', 'deferred'],
  hold: ['pending', 'deferred'],
  release: ['held'],
  delete: ['pending', 'deferred', 'held'],
  return: ['pending', 'deferred', 'held'],
};
