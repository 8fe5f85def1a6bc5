import type { Metadata } from 'next';
import { RevisionsPage } from '@/components/administration/revisions-page';
import { revisionsQuery } from '@/components/administration/revisions-query';
import { Prefetched } from '@/components/shell/prefetched';
import { firstPage } from '@/components/ui/first-page';
import { listRevisions } from '@/lib/console/list-revisions';
import { requireCaller } from '@/lib/console/require-caller';
import { administration } from '@/lib/i18n/messages/administration';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: administration[await requestLocale()].revisions.title };
}

export default async function RevisionsRoute() {
  const caller = await requireCaller();
  return (
    <Prefetched queries={[{ key: revisionsQuery.queryKey, read: () => firstPage(listRevisions(caller)) }]}>
      <RevisionsPage />
    </Prefetched>
  );
}
