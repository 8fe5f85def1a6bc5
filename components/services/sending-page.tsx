'use client';

import { Anchor, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { TableSkeleton } from '@/components/ui/skeletons';
import table from '@/components/ui/stacked-table.module.css';
import { useWorkers } from '@/components/ui/workers-query';
import { NextHops } from './next-hops';
import { NoWorkers } from './no-workers';
import { SendingWorkers } from './sending-workers';

/** Page "SMTP Sending": who delivers, and where mail waits. */
export function SendingPage() {
  const t = useTranslations('services.sending');
  const workers = useWorkers();
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      {workers.data === undefined ? (
        <div className={table.frame}>
          {workers.isError ? (
            <ErrorState onRetry={() => void workers.refetch()} retrying={workers.isFetching} />
          ) : (
            <TableSkeleton rows={3} />
          )}
        </div>
      ) : workers.data.workers.length === 0 ? (
        <NoWorkers />
      ) : (
        <SendingWorkers list={workers.data} />
      )}
      <NextHops />
      <Text size="sm" c="dimmed" maw="46rem">
        {t.rich('where', {
          settings: (text) => (
            <Anchor component={Link} href="/acceptance-routing/routing-basic-settings" inherit underline="always">
              {text}
            </Anchor>
          ),
          rules: (text) => (
            <Anchor component={Link} href="/acceptance-routing/advanced-settings" inherit underline="always">
              {text}
            </Anchor>
          ),
          domains: (text) => (
            <Anchor component={Link} href="/domains" inherit underline="always">
              {text}
            </Anchor>
          ),
        })}
      </Text>
    </>
  );
}
