'use client';

import { IconCertificate } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { useCertificates } from '@/components/ui/certificates-query';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { TableSkeleton } from '@/components/ui/skeletons';
import table from '@/components/ui/stacked-table.module.css';
import { CertificateCard } from './certificate-card';

/** Page "Certificates": what the listeners show. */
export function CertificatesPage() {
  const t = useTranslations('certificates');
  const certificates = useCertificates();
  const list = certificates.data?.certificates ?? [];
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      {list.map((certificate) => (
        <CertificateCard key={certificate.id} certificate={certificate} />
      ))}
      {list.length === 0 && (
        <div className={table.frame}>
          {certificates.data !== undefined ? (
            <EmptyState icon={<IconCertificate size={22} stroke={1.7} />} title={t('emptyTitle')}>
              {t('emptyText')}
            </EmptyState>
          ) : certificates.isError ? (
            <ErrorState onRetry={() => void certificates.refetch()} retrying={certificates.isFetching} />
          ) : (
            <TableSkeleton rows={3} />
          )}
        </div>
      )}
    </>
  );
}
