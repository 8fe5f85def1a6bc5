import type { Metadata } from 'next';
import { Dashboard } from '@/components/overview/dashboard';
import { overviewQuery } from '@/components/overview/overview-query';
import { Prefetched } from '@/components/shell/prefetched';
import { requireCaller } from '@/lib/console/require-caller';
import { showOverview } from '@/lib/console/show-overview';
import { overview } from '@/lib/i18n/messages/overview';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: overview[await requestLocale()].title };
}

export default async function DashboardPage() {
  const caller = await requireCaller();
  return (
    <Prefetched queries={[{ key: overviewQuery.queryKey, read: () => showOverview(caller) }]}>
      <Dashboard />
    </Prefetched>
  );
}
