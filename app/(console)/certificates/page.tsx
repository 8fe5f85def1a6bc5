import type { Metadata } from 'next';
import { CertificatesPage } from '@/components/certificates/certificates-page';
import { certificates } from '@/lib/i18n/messages/certificates';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: certificates[await requestLocale()].title };
}

export default function CertificatesRoute() {
  return <CertificatesPage />;
}
