import { queryOptions } from '@tanstack/react-query';
import { ApiProblem, callApi } from '@/lib/api/client';
import { type MessageDetail, messageDetailSchema } from '@/lib/api/contracts/mail';

const UNFINISHED: readonly MessageDetail['recipients'][number]['state'][] = ['pending', 'active', 'deferred'];

/** One transaction with its decisions and attempts; asked again while something of it is under way. */
export function messageQuery(id: string) {
  return queryOptions({
    queryKey: ['messages', 'detail', id] as const,
    queryFn: ({ signal }) => callApi(`/messages/${encodeURIComponent(id)}`, messageDetailSchema, { signal }),
    retry: (failures, error) => failures < 1 && !isNotFound(error),
    refetchInterval: ({ state }) => (state.data?.recipients.some((recipient) => UNFINISHED.includes(recipient.state)) ? 3_000 : false),
  });
}

export function isNotFound(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 404;
}
