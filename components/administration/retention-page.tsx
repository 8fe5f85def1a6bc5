'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { TableSkeleton } from '@/components/ui/skeletons';
import table from '@/components/ui/stacked-table.module.css';
import { RetentionForm } from './retention-form';
import { retentionQuery } from './retention-query';

/** Page "Retention". */
export function RetentionPage() {
  const t = useTranslations('administration.retention');
  const retention = useQuery(retentionQuery);
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      {retention.data !== undefined ? (
        <RetentionForm view={retention.data} />
      ) : (
        <div className={table.frame}>
          {retention.isError ? (
            <ErrorState onRetry={() => void retention.refetch()} retrying={retention.isFetching} />
          ) : (
            <TableSkeleton rows={3} />
          )}
        </div>
      )}
    </>
  );
}
