import type { Metadata } from 'next';
import { AccountPage } from '@/components/administration/account-page';
import { administration } from '@/lib/i18n/messages/administration';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: administration[await requestLocale()].account.title };
}

export default function AccountRoute() {
  return <AccountPage />;
}
