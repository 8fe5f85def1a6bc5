import { infiniteQueryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client';
import { type QueueEntry, queueListSchema } from '@/lib/api/contracts/mail';

export const QUEUE_STATES = ['pending', 'active', 'deferred', 'held'] as const satisfies readonly QueueEntry['state'][];

export interface QueueFilter {
  /** Empty: all states. */
  readonly state: QueueEntry['state'] | '';
  /** Domain of the recipient; empty: all. */
  readonly domain: string;
}

/** The filter in the address of the page. */
export function queueFilter({ state, domain }: Readonly<Record<string, string | string[] | undefined>>): QueueFilter {
  return { state: QUEUE_STATES.find((one) => one === state) ?? '', domain: typeof domain === 'string' ? domain : '' };
}

export function queueQuery(filter: QueueFilter) {
  return infiniteQueryOptions({
    queryKey: ['queue', filter] as const,
    queryFn: ({ pageParam, signal }) => callApi(`/queue?${parametersOf(filter, pageParam)}`, queueListSchema, { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: 5_000,
  });
}

function parametersOf({ state, domain }: QueueFilter, cursor: string): string {
  const given = Object.entries({ state, domain, cursor }).filter(([, value]) => value !== '');
  return new URLSearchParams(given).toString();
}
