import type { Metadata } from 'next';
import { AcceptanceSettingsPage } from '@/components/basic-settings/acceptance-page';
import { basicSettings } from '@/lib/i18n/messages/basic-settings';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: basicSettings[await requestLocale()].acceptance.title };
}

export default function AcceptanceBasicSettingsRoute() {
  return <AcceptanceSettingsPage />;
}
