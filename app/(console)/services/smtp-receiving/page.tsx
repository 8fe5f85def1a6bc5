import type { Metadata } from 'next';
import { ReceivingPage } from '@/components/services/receiving-page';
import { Prefetched } from '@/components/shell/prefetched';
import { listWorkers } from '@/lib/console/list-workers';
import { requireCaller } from '@/lib/console/require-caller';
import { services } from '@/lib/i18n/messages/services';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: services[await requestLocale()].receiving.title };
}

export default async function SmtpReceivingRoute() {
  const caller = await requireCaller();
  return (
    <Prefetched queries={[{ key: ['workers'], read: () => listWorkers(caller) }]}>
      <ReceivingPage />
    </Prefetched>
  );
}
