import type { Metadata } from 'next';
import { SmtpUsersPage } from '@/components/administration/smtp-users-page';
import { administration } from '@/lib/i18n/messages/administration';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: administration[await requestLocale()].smtpUsers.title };
}

export default function SmtpUsersRoute() {
  return <SmtpUsersPage />;
}
