import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client';
import { queueGroupsSchema } from '@/lib/api/contracts/queue';

/** What waits in the queue, by next hop. */
export const queueGroupsQuery = queryOptions({
  queryKey: ['queue', 'groups'] as const,
  queryFn: ({ signal }) => callApi('/queue/groups', queueGroupsSchema, { signal }),
  refetchInterval: 5_000,
});
