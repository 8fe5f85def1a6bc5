import type { Metadata } from 'next';
import { QueuePage } from '@/components/queue/queue-page';
import { queueFilter, queueQuery } from '@/components/queue/queue-query';
import { Prefetched } from '@/components/shell/prefetched';
import { firstPage } from '@/components/ui/first-page';
import { queueGroupsQuery } from '@/components/ui/queue-groups-query';
import { listQueue } from '@/lib/console/list-queue';
import { listQueueGroups } from '@/lib/console/list-queue-groups';
import { requireCaller } from '@/lib/console/require-caller';
import { queue } from '@/lib/i18n/messages/queue';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: queue[await requestLocale()].title };
}

export default async function QueueRoute({ searchParams }: Props) {
  const caller = await requireCaller();
  const parameters = await searchParams;
  const filter = queueFilter(parameters);
  return (
    <Prefetched
      queries={[
        {
          key: queueQuery(filter).queryKey,
          read: () => firstPage(listQueue(caller, filter)),
        },
        // The list does not wait for them: grouping reads the whole queue.
        ...(parameters.view === 'hops' ? [{ key: queueGroupsQuery.queryKey, read: () => listQueueGroups(caller) }] : []),
      ]}
    >
      <QueuePage />
    </Prefetched>
  );
}
