import type { Metadata } from 'next';
import { SendingPage } from '@/components/services/sending-page';
import { Prefetched } from '@/components/shell/prefetched';
import { queueGroupsQuery } from '@/components/ui/queue-groups-query';
import { listQueueGroups } from '@/lib/console/list-queue-groups';
import { listWorkers } from '@/lib/console/list-workers';
import { requireCaller } from '@/lib/console/require-caller';
import { services } from '@/lib/i18n/messages/services';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: services[await requestLocale()].sending.title };
}

export default async function SmtpSendingRoute() {
  const caller = await requireCaller();
  return (
    <Prefetched
      queries={[
        { key: ['workers'], read: () => listWorkers(caller) },
        { key: queueGroupsQuery.queryKey, read: () => listQueueGroups(caller) },
      ]}
    >
      <SendingPage />
    </Prefetched>
  );
}
