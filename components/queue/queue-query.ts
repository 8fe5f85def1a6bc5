import { infiniteQueryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client';
import { type QueueEntry, queueListSchema } from '@/lib/api/contracts/mail';

export const QUEUE_STATES = ['pending', 'active', 'deferred', 'held'] as const satisfies readonly QueueEntry['state'][];

export interface QueueFilter {
  /** Empty: all states. */
  readonly state: string;
  /** Domain of the recipient; empty: all. */
  readonly domain: string;
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
