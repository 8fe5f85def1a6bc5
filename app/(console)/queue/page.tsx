import type { Metadata } from 'next';
import { QueuePage } from '@/components/queue/queue-page';
import { queue } from '@/lib/i18n/messages/queue';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: queue[await requestLocale()].title };
}

export default function QueueRoute() {
  return <QueuePage />;
}
