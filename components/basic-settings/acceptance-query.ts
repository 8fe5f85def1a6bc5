import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client';
import { acceptanceViewSchema } from '@/lib/api/contracts/settings';

export const acceptanceQuery = queryOptions({
  queryKey: ['settings', 'acceptance'] as const,
  queryFn: ({ signal }) => callApi('/settings/acceptance', acceptanceViewSchema, { signal }),
});
