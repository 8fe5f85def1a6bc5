import type { Metadata } from 'next';
import { CertificatesPage } from '@/components/certificates/certificates-page';
import { Prefetched } from '@/components/shell/prefetched';
import { listCertificates } from '@/lib/console/list-certificates';
import { requireCaller } from '@/lib/console/require-caller';
import { certificates } from '@/lib/i18n/messages/certificates';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: certificates[await requestLocale()].title };
}

export default async function CertificatesRoute() {
  const caller = await requireCaller();
  return (
    <Prefetched queries={[{ key: ['certificates'], read: () => listCertificates(caller) }]}>
      <CertificatesPage />
    </Prefetched>
  );
}
