import type { Metadata } from 'next';
import { PartnersPage } from '@/components/partners/partners-page';
import { requireCaller } from '@/lib/console/require-caller';
import { partners } from '@/lib/i18n/messages/partners';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: partners[await requestLocale()].title };
}

export default async function PartnersRoute() {
  await requireCaller();
  return <PartnersPage />;
}
