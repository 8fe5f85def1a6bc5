import type { Metadata } from 'next';
import { Dashboard } from '@/components/overview/dashboard';
import { overviewQuery, spanOf } from '@/components/overview/overview-query';
import { Prefetched } from '@/components/shell/prefetched';
import { requireCaller } from '@/lib/console/require-caller';
import { showOverview } from '@/lib/console/show-overview';
import { overview } from '@/lib/i18n/messages/overview';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: overview[await requestLocale()].title };
}

export default async function DashboardPage({ searchParams }: Props) {
  const caller = await requireCaller();
  const span = spanOf((await searchParams).span);
  return (
    <Prefetched queries={[{ key: overviewQuery(span).queryKey, read: () => showOverview(caller, span) }]}>
      <Dashboard />
    </Prefetched>
  );
}
