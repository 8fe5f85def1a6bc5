import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client';
import { localDomainListSchema } from '@/lib/api/contracts/domains';
import { OVERVIEW_SPANS, type OverviewSpan, overviewSchema } from '@/lib/api/contracts/overview';
import { policyTestListSchema } from '@/lib/api/contracts/policy-tests';

/** The span in the address of the page; the last 24 hours if there is none. */
export function spanOf(given: string | string[] | undefined): OverviewSpan {
  return OVERVIEW_SPANS.find((span) => span === given) ?? '24h';
}

export function overviewQuery(span: OverviewSpan) {
  return queryOptions({
    queryKey: ['overview', span] as const,
    queryFn: ({ signal }) => callApi(`/overview?span=${span}`, overviewSchema, { signal }),
    refetchInterval: span === '24h' ? 15_000 : 60_000,
  });
}

/** Without a local domain nothing from the Internet is accepted. */
export const localDomainsQuery = queryOptions({
  queryKey: ['overview', 'domains'],
  queryFn: ({ signal }) => callApi('/domains', localDomainListSchema, { signal }),
});

/** Asked once per visit: all tests are run for it. */
export const failingTestsQuery = queryOptions({
  queryKey: ['overview', 'policy tests'],
  queryFn: async ({ signal }) =>
    (await callApi('/policy-tests', policyTestListSchema, { signal })).tests.filter(({ isMet }) => !isMet).length,
  staleTime: 5 * 60_000,
});
