import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { callApi } from '@/lib/api/client';
import { messageListSchema } from '@/lib/api/contracts/mail';
import { type MessageFilterQuery, messageCountSchema, messageFilterShape } from '@/lib/api/contracts/messages';
import { ruleRowsSchema } from '@/lib/api/contracts/rule-rows';
import { ruleViewSchema } from '@/lib/api/contracts/rules';

export const FILTER_NAMES = [
  'query',
  'outcome',
  'tls',
  'rule',
  'last',
  'from',
  'until',
] as const satisfies readonly (keyof MessageFilterQuery)[];

/** The filter in the address of the page. What the address has wrong is left out. */
export function messageFilter(parameters: Readonly<Record<string, string | string[] | undefined>>): MessageFilterQuery {
  const given = FILTER_NAMES.flatMap((name) => {
    const value = parameters[name];
    return typeof value === 'string' && value !== '' && messageFilterShape[name].safeParse(value).success ? [[name, value]] : [];
  });
  return z.object(messageFilterShape).parse(Object.fromEntries(given));
}

export function messagesQuery(filter: MessageFilterQuery) {
  return infiniteQueryOptions({
    queryKey: ['messages', 'list', filter] as const,
    queryFn: ({ pageParam, signal }) =>
      callApi(`/messages?${parametersOf({ ...filter, cursor: pageParam })}`, messageListSchema, { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    // A reader who has gone further back is not looking for what is new.
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 1 ? false : 10_000),
  });
}

/** How many messages match. */
export function messageCountQuery(filter: MessageFilterQuery) {
  return queryOptions({
    queryKey: ['messages', 'count', filter] as const,
    queryFn: ({ signal }) => callApi(`/messages/count?${parametersOf(filter)}`, messageCountSchema, { signal }),
    refetchInterval: 60_000,
  });
}

/** Where the messages that match are to be had as CSV. */
export function exportPath(filter: MessageFilterQuery): string {
  return `/api/v1/messages/export?${parametersOf(filter)}`;
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

/** The rules to choose from. */
export const ruleChoicesQuery = queryOptions({
  queryKey: ['messages', 'rules'] as const,
  queryFn: async ({ signal }) =>
    (await callApi('/rules/rows', ruleRowsSchema, { signal })).rows.map(({ id, order, name }) => ({ id, order, name })),
  staleTime: 60_000,
});

function parametersOf(given: Readonly<Record<string, string | undefined>>): string {
  return new URLSearchParams(
    Object.entries(given).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]])),
  ).toString();
}
