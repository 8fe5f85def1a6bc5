import type { Metadata } from 'next';
import { SendingPage } from '@/components/services/sending-page';
import { services } from '@/lib/i18n/messages/services';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: services[await requestLocale()].sending.title };
}

export default function SmtpSendingRoute() {
  return <SendingPage />;
}
