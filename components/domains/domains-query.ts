import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client';
import { localDomainListSchema } from '@/lib/api/contracts/domains';

export const DOMAINS_KEY = ['domains'] as const;

export const domainsQuery = queryOptions({
  queryKey: DOMAINS_KEY,
  queryFn: ({ signal }) => callApi('/domains', localDomainListSchema, { signal }),
});
