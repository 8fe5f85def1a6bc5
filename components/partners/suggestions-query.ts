import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client';
import { type SuggestionQuery, suggestionListSchema } from '@/lib/api/contracts/suggestions';

export function suggestionsQuery({ days, least }: SuggestionQuery) {
  return queryOptions({
    queryKey: ['suggestions', days, least] as const,
    queryFn: ({ signal }) => callApi(`/suggestions?days=${days}&least=${least}`, suggestionListSchema, { signal }),
    placeholderData: keepPreviousData,
  });
}
