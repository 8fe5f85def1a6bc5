import { infiniteQueryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client';
import { revisionListSchema } from '@/lib/api/contracts/revisions';

export const revisionsQuery = infiniteQueryOptions({
  queryKey: ['revisions'] as const,
  queryFn: ({ pageParam, signal }) =>
    callApi(`/revisions${pageParam === '' ? '' : `?before=${pageParam}`}`, revisionListSchema, { signal }),
  initialPageParam: '',
  getNextPageParam: ({ nextBefore }) => nextBefore?.toString(),
});
