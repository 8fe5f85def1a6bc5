import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client';
import { queueListSchema } from '@/lib/api/contracts/mail';

/** The oldest deliveries in the queue: what waits longest tells where the trouble is. */
export const waitingQuery = queryOptions({
  queryKey: ['queue', 'oldest'] as const,
  queryFn: ({ signal }) => callApi('/queue', queueListSchema, { signal }),
  refetchInterval: 10_000,
});
