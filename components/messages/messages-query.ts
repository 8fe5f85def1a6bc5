import { infiniteQueryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client';
import { messageListSchema } from '@/lib/api/contracts/mail';

export const OUTCOMES = ['accepted', 'refused'] as const;

export interface MessageFilter {
  /** An address, a domain, a client's IP address or a queue id; empty: all. */
  readonly query: string;
  /** Empty: accepted and refused. */
  readonly outcome: (typeof OUTCOMES)[number] | '';
}

/** The filter in the address of the page. */
export function messageFilter({ query, outcome }: Readonly<Record<string, string | string[] | undefined>>): MessageFilter {
  return { query: typeof query === 'string' ? query : '', outcome: OUTCOMES.find((one) => one === outcome) ?? '' };
}

export function messagesQuery(filter: MessageFilter) {
  return infiniteQueryOptions({
    queryKey: ['messages', 'list', filter] as const,
    queryFn: ({ pageParam, signal }) => callApi(`/messages?${parametersOf(filter, pageParam)}`, messageListSchema, { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    // A reader who has gone further back is not looking for what is new.
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 1 ? false : 10_000),
  });
}

function parametersOf({ query, outcome }: MessageFilter, cursor: string): string {
  const given = Object.entries({ query, outcome, cursor }).filter(([, value]) => value !== '');
  return new URLSearchParams(given).toString();
}
