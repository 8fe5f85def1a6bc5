'use client';

import { Anchor, Table, Text } from '@mantine/core';
import { IconLock, IconLockOpen2 } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { TableSkeleton } from '@/components/ui/skeletons';
import table from '@/components/ui/stacked-table.module.css';
import badge from '@/components/ui/tls-badge.module.css';
import { useWorkers } from '@/components/ui/workers-query';
import type { WorkerView } from '@/lib/api/contracts/status';
import { NoWorkers } from './no-workers';

/** Page "SMTP Receiving": the listeners of each worker. */
export function ReceivingPage() {
  const t = useTranslations('services.receiving');
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
        workers.data.workers.map((worker) => <WorkerListeners key={worker.id} worker={worker} />)
      )}
      <Text size="sm" c="dimmed" mt="md" maw="46rem">
        {t.rich('where', {
          settings: (text) => (
            <Anchor component={Link} href="/acceptance-routing/acceptance-basic-settings" inherit underline="always">
              {text}
            </Anchor>
          ),
          rules: (text) => (
            <Anchor component={Link} href="/acceptance-routing/advanced-settings" inherit underline="always">
              {text}
            </Anchor>
          ),
        })}
      </Text>
    </>
  );
}

function WorkerListeners({ worker }: { readonly worker: WorkerView }) {
  const t = useTranslations('services.receiving');
  return (
    <Section title={t('worker', { host: worker.host })} description={t('sessions', { count: worker.sessions })} flush>
      {worker.listeners.length === 0 ? (
        <Text px="lg" pb="lg" c="dimmed">
          {t('noListeners')}
        </Text>
      ) : (
        <Table className={table.table ?? ''} horizontalSpacing="lg" verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('name')}</Table.Th>
              <Table.Th>{t('address')}</Table.Th>
              <Table.Th>{t('port')}</Table.Th>
              <Table.Th>{t('encryption')}</Table.Th>
              <Table.Th>{t('role')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {worker.listeners.map((listener) => (
              <Table.Tr key={`${listener.address} ${listener.port}`}>
                <Table.Td className={table.primary ?? ''}>{listener.name}</Table.Td>
                <Table.Td data-label={t('address')}>
                  <span className={table.mono}>{listener.address}</span>
                </Table.Td>
                <Table.Td data-label={t('port')}>
                  <span className={table.mono}>{listener.port}</span>
                </Table.Td>
                <Table.Td data-label={t('encryption')}>
                  <span className={badge.badge} data-strength={listener.tls === 'implicit' ? 'forced' : 'maybe'}>
                    {listener.tls === 'implicit' ? (
                      <IconLock size={13} stroke={1.9} aria-hidden />
                    ) : (
                      <IconLockOpen2 size={13} stroke={1.9} aria-hidden />
                    )}
                    {t(listener.tls)}
                  </span>
                </Table.Td>
                <Table.Td data-label={t('role')}>{listener.submission ? t('submission') : t('relayRole')}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}
