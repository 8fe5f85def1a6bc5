import { dehydrate, HydrationBoundary, QueryClient, type QueryKey } from '@tanstack/react-query';
import type { ReactNode } from 'react';

interface Props {
  readonly queries: readonly { readonly key: QueryKey; readonly read: () => Promise<unknown> }[];
  readonly children: ReactNode;
}

/**
 * A server component: reads what a page shows first and hands it to the browser's query cache. A read that fails is left to the
 * browser, which asks the API and shows the error where the content would stand.
 */
export async function Prefetched({ queries, children }: Props) {
  const client = new QueryClient();
  await Promise.all(queries.map(({ key, read }) => client.prefetchQuery({ queryKey: key, queryFn: read })));
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
