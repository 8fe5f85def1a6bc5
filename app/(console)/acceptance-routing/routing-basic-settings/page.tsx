import type { Metadata } from 'next';
import { RoutingSettingsPage } from '@/components/basic-settings/routing-page';
import { basicSettings } from '@/lib/i18n/messages/basic-settings';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: basicSettings[await requestLocale()].routing.title };
}

export default function RoutingBasicSettingsRoute() {
  return <RoutingSettingsPage />;
}
