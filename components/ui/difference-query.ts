import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client';
import { differenceSchema } from '@/lib/api/contracts/revisions';
import type { Locale } from '@/lib/i18n/locales';

/** What changed between two revisions. The API says it in words, so each language is an answer of its own. */
export function differenceQuery(from: number, to: number, locale: Locale) {
  return queryOptions({
    queryKey: ['revisions', 'difference', from, to, locale] as const,
    queryFn: ({ signal }) => callApi(`/revisions/${from}/difference/${to}`, differenceSchema, { signal }),
  });
}
