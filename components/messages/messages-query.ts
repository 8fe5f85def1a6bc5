import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { callApi } from '@/lib/api/client';
import { messageListSchema } from '@/lib/api/contracts/mail';
import { ruleViewSchema } from '@/lib/api/contracts/rules';

export const OUTCOMES = ['accepted', 'refused'] as const;

export interface MessageFilter {
  /** An address, a domain, a client's IP address or a queue id; empty: all. */
  readonly query: string;
  /** Empty: accepted and refused. */
  readonly outcome: (typeof OUTCOMES)[number] | '';
  /** Id of the rule that they were true for; empty: any or none. */
  readonly rule: string;
}

const ruleIdSchema = z.uuid();

/** The filter in the address of the page. */
export function messageFilter({ query, outcome, rule }: Readonly<Record<string, string | string[] | undefined>>): MessageFilter {
  return {
    query: typeof query === 'string' ? query : '',
    outcome: OUTCOMES.find((one) => one === outcome) ?? '',
    rule: ruleIdSchema.safeParse(rule).data ?? '',
  };
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

/** The rule whose messages are shown. */
export function filteringRuleQuery(id: string) {
  return queryOptions({
    queryKey: ['messages', 'rule', id] as const,
    queryFn: ({ signal }) => callApi(`/rules/${id}`, ruleViewSchema, { signal }),
    retry: false,
    staleTime: 60_000,
  });
}

function parametersOf({ query, outcome, rule }: MessageFilter, cursor: string): string {
  const given = Object.entries({ query, outcome, rule, cursor }).filter(([, value]) => value !== '');
  return new URLSearchParams(given).toString();
}
