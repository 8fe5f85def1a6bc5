import type { Metadata } from 'next';
import { LivePage } from '@/components/live/live-page';
import { requireCaller } from '@/lib/console/require-caller';
import { live } from '@/lib/i18n/messages/live';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: live[await requestLocale()].title };
}

export default async function LiveRoute() {
  await requireCaller();
  return <LivePage />;
}
