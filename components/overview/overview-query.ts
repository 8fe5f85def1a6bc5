import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client';
import { localDomainListSchema } from '@/lib/api/contracts/domains';
import { type Overview, overviewSchema } from '@/lib/api/contracts/status';

export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: ({ signal }) => callApi('/overview', overviewSchema, { signal }),
  refetchInterval: 15_000,
});

/** Without a local domain nothing from the Internet is accepted. */
export const localDomainsQuery = queryOptions({
  queryKey: ['overview', 'domains'],
  queryFn: ({ signal }) => callApi('/domains', localDomainListSchema, { signal }),
});

/** The sums of the last 24 hours. */
export function totals(hours: Overview['hours']) {
  const sum = (pick: (hour: Overview['hours'][number]) => number) => hours.reduce((total, hour) => total + pick(hour), 0);
  const acceptedEncrypted = sum((hour) => hour.acceptedEncrypted);
  const acceptedPlaintext = sum((hour) => hour.acceptedPlaintext);
  return {
    accepted: acceptedEncrypted + acceptedPlaintext,
    acceptedEncrypted,
    acceptedPlaintext,
    refused: sum((hour) => hour.refused),
    delivered: sum((hour) => hour.delivered),
    deliveredEncrypted: sum((hour) => hour.deliveredEncrypted),
  };
}
