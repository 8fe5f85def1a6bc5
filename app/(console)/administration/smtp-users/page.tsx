import type { Metadata } from 'next';
import { SmtpUsersPage } from '@/components/administration/smtp-users-page';
import { smtpUsersQuery } from '@/components/administration/smtp-users-query';
import { Prefetched } from '@/components/shell/prefetched';
import { listSmtpUsers } from '@/lib/console/list-smtp-users';
import { requireCaller } from '@/lib/console/require-caller';
import { administration } from '@/lib/i18n/messages/administration';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: administration[await requestLocale()].smtpUsers.title };
}

export default async function SmtpUsersRoute() {
  const caller = await requireCaller();
  return (
    <Prefetched queries={[{ key: smtpUsersQuery.queryKey, read: () => listSmtpUsers(caller) }]}>
      <SmtpUsersPage />
    </Prefetched>
  );
}
