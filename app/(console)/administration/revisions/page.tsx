import type { Metadata } from 'next';
import { RevisionsPage } from '@/components/administration/revisions-page';
import { administration } from '@/lib/i18n/messages/administration';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: administration[await requestLocale()].revisions.title };
}

export default function RevisionsRoute() {
  return <RevisionsPage />;
}
