import type { Metadata } from 'next';
import { DomainListPage } from '@/components/domains/domain-list';
import { domains } from '@/lib/i18n/messages/domains';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: domains[await requestLocale()].title };
}

export default function DomainsPage() {
  return <DomainListPage />;
}
