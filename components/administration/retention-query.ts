import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client';
import { retentionViewSchema } from '@/lib/api/contracts/retention';

/** For how long the records of mail are kept. */
export const retentionQuery = queryOptions({
  queryKey: ['retention'] as const,
  queryFn: ({ signal }) => callApi('/retention', retentionViewSchema, { signal }),
});
