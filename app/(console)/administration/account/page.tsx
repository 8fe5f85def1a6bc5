import type { Metadata } from 'next';
import { AccountPage } from '@/components/administration/account-page';
import { requireCaller } from '@/lib/console/require-caller';
import { administration } from '@/lib/i18n/messages/administration';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: administration[await requestLocale()].account.title };
}

export default async function AccountRoute() {
  await requireCaller();
  return <AccountPage />;
}
