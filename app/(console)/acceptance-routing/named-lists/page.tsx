import type { Metadata } from 'next';
import { NamedListsPage } from '@/components/named-lists/named-lists-page';
import { Prefetched } from '@/components/shell/prefetched';
import { namedListsQuery } from '@/components/ui/named-lists-query';
import { listNamedLists } from '@/lib/console/list-named-lists';
import { requireCaller } from '@/lib/console/require-caller';
import { namedLists } from '@/lib/i18n/messages/named-lists';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: namedLists[await requestLocale()].title };
}

export default async function NamedListsRoute() {
  const caller = await requireCaller();
  return (
    <Prefetched queries={[{ key: namedListsQuery.queryKey, read: () => listNamedLists(caller) }]}>
      <NamedListsPage />
    </Prefetched>
  );
}
