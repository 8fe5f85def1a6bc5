import { infiniteQueryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client';
import { type QueueFilter, queueFilterSchema, queueListSchema } from '@/lib/api/contracts/queue';
import { FILTER_NAMES } from './filter-names';

/** The filter in the address of the page. What cannot be understood there restricts nothing. */
export function queueFilter(parameters: Readonly<Record<string, string | string[] | undefined>>): QueueFilter {
  const given = Object.fromEntries(FILTER_NAMES.map((name) => [name, parameters[name] || undefined]));
  const parsed = queueFilterSchema.safeParse(given);
  if (parsed.success) return withoutGaps(parsed.data);
  const wrong = new Set(parsed.error.issues.map(({ path }) => path[0]));
  const rest = Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.has(name)));
  return withoutGaps(queueFilterSchema.safeParse(rest).data ?? {});
}

/** In one form, whatever was left out: the server and the browser name one query by it. */
function withoutGaps(filter: QueueFilter): QueueFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

/** Milliseconds between two looks, for each page that is shown. */
const REFRESH = 5_000;

export function queueQuery(filter: QueueFilter) {
  return infiniteQueryOptions({
    queryKey: ['queue', 'list', filter] as const,
    queryFn: ({ pageParam, signal }) => callApi(`/queue?${parametersOf(filter, pageParam)}`, queueListSchema, { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: ({ state }) => REFRESH * Math.max(1, state.data?.pages.length ?? 1),
  });
}

function parametersOf(filter: QueueFilter, cursor: string): string {
  const parameters = new URLSearchParams(Object.entries(filter).map(([name, value]): [string, string] => [name, String(value)]));
  if (cursor !== '') parameters.set('cursor', cursor);
  return parameters.toString();
}
