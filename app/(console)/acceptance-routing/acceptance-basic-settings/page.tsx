import type { Metadata } from 'next';
import { AcceptanceSettingsPage } from '@/components/basic-settings/acceptance-page';
import { acceptanceQuery } from '@/components/basic-settings/acceptance-query';
import { Prefetched } from '@/components/shell/prefetched';
import { listCertificates } from '@/lib/console/list-certificates';
import { requireCaller } from '@/lib/console/require-caller';
import { showAcceptanceSettings } from '@/lib/console/show-settings';
import { basicSettings } from '@/lib/i18n/messages/basic-settings';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: basicSettings[await requestLocale()].acceptance.title };
}

export default async function AcceptanceBasicSettingsRoute() {
  const caller = await requireCaller();
  return (
    <Prefetched
      queries={[
        { key: acceptanceQuery.queryKey, read: () => showAcceptanceSettings(caller) },
        { key: ['certificates'], read: () => listCertificates(caller) },
      ]}
    >
      <AcceptanceSettingsPage />
    </Prefetched>
  );
}
