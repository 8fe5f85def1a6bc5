import type { Metadata } from 'next';
import { DomainListPage } from '@/components/domains/domain-list';
import { domainsQuery } from '@/components/domains/domains-query';
import { Prefetched } from '@/components/shell/prefetched';
import { routingSettingsQuery } from '@/components/ui/routing-settings-query';
import { listLocalDomains } from '@/lib/console/list-local-domains';
import { requireCaller } from '@/lib/console/require-caller';
import { showRoutingSettings } from '@/lib/console/show-settings';
import { domains } from '@/lib/i18n/messages/domains';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: domains[await requestLocale()].title };
}

export default async function DomainsRoute() {
  const caller = await requireCaller();
  return (
    <Prefetched
      queries={[
        { key: domainsQuery.queryKey, read: () => listLocalDomains(caller) },
        { key: routingSettingsQuery.queryKey, read: () => showRoutingSettings(caller) },
      ]}
    >
      <DomainListPage />
    </Prefetched>
  );
}
