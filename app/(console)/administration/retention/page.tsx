import type { Metadata } from 'next';
import { RetentionPage } from '@/components/administration/retention-page';
import { retentionQuery } from '@/components/administration/retention-query';
import { Prefetched } from '@/components/shell/prefetched';
import { requireCaller } from '@/lib/console/require-caller';
import { showRetention } from '@/lib/console/retention';
import { administration } from '@/lib/i18n/messages/administration';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: administration[await requestLocale()].retention.title };
}

export default async function RetentionRoute() {
  const caller = await requireCaller();
  return (
    <Prefetched queries={[{ key: retentionQuery.queryKey, read: () => showRetention(caller) }]}>
      <RetentionPage />
    </Prefetched>
  );
}
