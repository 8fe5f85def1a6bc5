import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client';
import { namedListsSchema } from '@/lib/api/contracts/named-lists';

export const NAMED_LISTS_KEY = ['named-lists'] as const;

/** All named lists: their page, and wherever one can be chosen. */
export const namedListsQuery = queryOptions({
  queryKey: NAMED_LISTS_KEY,
  queryFn: ({ signal }) => callApi('/named-lists', namedListsSchema, { signal }),
});
