import type { Metadata } from 'next';
import { ReceivingPage } from '@/components/services/receiving-page';
import { services } from '@/lib/i18n/messages/services';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: services[await requestLocale()].receiving.title };
}

export default function SmtpReceivingRoute() {
  return <ReceivingPage />;
}
