import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client';
import { smtpUserListSchema } from '@/lib/api/contracts/smtp-users';

export const smtpUsersQuery = queryOptions({
  queryKey: ['smtp-users'] as const,
  queryFn: ({ signal }) => callApi('/smtp-users', smtpUserListSchema, { signal }),
});
