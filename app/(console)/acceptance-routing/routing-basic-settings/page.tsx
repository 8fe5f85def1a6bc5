import type { Metadata } from 'next';
import { RoutingSettingsPage } from '@/components/basic-settings/routing-page';
import { Prefetched } from '@/components/shell/prefetched';
import { routingSettingsQuery } from '@/components/ui/routing-settings-query';
import { requireCaller } from '@/lib/console/require-caller';
import { showRoutingSettings } from '@/lib/console/show-settings';
import { basicSettings } from '@/lib/i18n/messages/basic-settings';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: basicSettings[await requestLocale()].routing.title };
}

export default async function RoutingBasicSettingsRoute() {
  const caller = await requireCaller();
  return (
    <Prefetched queries={[{ key: routingSettingsQuery.queryKey, read: () => showRoutingSettings(caller) }]}>
      <RoutingSettingsPage />
    </Prefetched>
  );
}
