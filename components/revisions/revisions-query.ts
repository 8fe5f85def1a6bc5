import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client';
import { REVISIONS_PER_PAGE, revisionListSchema } from '@/lib/api/contracts/revisions';

/** A page of the revisions below number `before`; the newest ones without it. */
export function revisionsQuery(before: number | null) {
  return queryOptions({
    queryKey: ['revisions', 'list', before] as const,
    queryFn: ({ signal }) => callApi(`/revisions${before === null ? '' : `?before=${before}`}`, revisionListSchema, { signal }),
    placeholderData: keepPreviousData,
    // Only the first page changes.
    refetchInterval: before === null ? 10_000 : false,
  });
}

/** A revision's number in the address of a page; null for anything else. */
export function revisionNumber(text: string | string[] | undefined): number | null {
  if (typeof text !== 'string' || !/^[1-9]\d{0,8}$/.test(text)) return null;
  return Number(text);
}

/** Which page of the list, from 1, begins below `before`. Revisions are numbered without gaps. */
export function pageOf(before: number | null, current: number): number {
  return before === null ? 1 : Math.max(1, Math.ceil((current + 1 - before) / REVISIONS_PER_PAGE) + 1);
}

/** The number below which a page of the list begins; null for the first one, which moves on with each save. */
export function beforeOf(page: number, current: number): number | null {
  return page <= 1 ? null : current + 1 - (page - 1) * REVISIONS_PER_PAGE;
}
