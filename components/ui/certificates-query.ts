import { queryOptions, useQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client';
import { certificateListSchema } from '@/lib/api/contracts/status';

export const certificatesQuery = queryOptions({
  queryKey: ['certificates'],
  queryFn: ({ signal }) => callApi('/certificates', certificateListSchema, { signal }),
  staleTime: 60_000,
});

export function useCertificates() {
  return useQuery(certificatesQuery);
}
