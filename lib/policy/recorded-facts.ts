import type { Facts } from './facts';

/** What a recorded recipient adds to the facts of its transaction. */
export interface RecordedRecipient {
  readonly address: string;
  /** Empty for an address without a domain. */
  readonly domain: string;
  readonly relayed: boolean;
}

/** What is known of the queue when a message is delivered for the first time, at once. */
export const FIRST_ATTEMPT = { 'queue.attempt': 1, 'queue.age': 0, 'queue.lastErrorWasTls': false } as const satisfies Facts;

/** The facts of one recipient as they were recorded: those of its transaction and its own. */
export function recordedFacts(transaction: Facts, { address, domain, relayed }: RecordedRecipient): Facts {
  return {
    ...transaction,
    'recipient.address': address,
    'recipient.domain': domain === '' ? null : domain,
    'recipient.relayed': relayed,
  };
}
