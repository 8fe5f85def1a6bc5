import type { QueueFilter } from '@/lib/api/contracts/queue';

/** What the queue is filtered by, as it stands in the address of the page. */
export const FILTER_NAMES = [
  'state',
  'domain',
  'sender',
  'nextHop',
  'reason',
  'rule',
  'olderThan',
] as const satisfies readonly (keyof QueueFilter)[];

/** To be given to the address: none of them. */
export const NO_FILTER: Readonly<Record<(typeof FILTER_NAMES)[number], string>> = {
  state: '',
  domain: '',
  sender: '',
  nextHop: '',
  reason: '',
  rule: '',
  olderThan: '',
};

/** Seconds: an hour, four, a day, three. */
export const AGES = [3600, 4 * 3600, 24 * 3600, 72 * 3600] as const;
