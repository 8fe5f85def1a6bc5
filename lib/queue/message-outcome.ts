import type { MessageOutcome } from '@/lib/mail/message-search';
import type { RecipientState } from './recipient-state';

/** The states of a recipient that an outcome stands for; null: it is that of the answer to the client. */
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
