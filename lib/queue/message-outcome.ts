import type { RecipientState } from './recipient-state';

/** What can have become of a message: its answer, or the state of at least one recipient. */
export const MESSAGE_OUTCOMES = ['accepted', 'refused', 'waiting', 'held', 'delivered', 'returned', 'discarded', 'deleted'] as const;
export type MessageOutcome = (typeof MESSAGE_OUTCOMES)[number];

/** The states that an outcome stands for; null: those of the answer. */
export const STATES_OF_OUTCOME: { readonly [Outcome in MessageOutcome]: readonly RecipientState[] | null } = {
  accepted: null,
  refused: null,
  waiting: ['pending', 'active', 'deferred'],
  held: ['held'],
  delivered: ['delivered'],
  returned: ['bounced', 'expired'],
  discarded: ['discarded'],
  deleted: ['deleted'],
};
