'use client';

import { Table, Text } from '@mantine/core';
import { useFormatter, useTranslations } from 'use-intl';
import { Section } from '@/components/ui/section';
import table from '@/components/ui/stacked-table.module.css';
import { TimeAgo } from '@/components/ui/time';
import { useWorkers } from '@/components/ui/workers-query';

/** The living SMTP workers. */
export function WorkerTable() {
  const t = useTranslations('overview');
  const format = useFormatter();
  const { data } = useWorkers();
  if (data === undefined) return null;
  return (
    <Section title={t('workers')} description={t('workersText')} flush>
      {data.workers.length === 0 ? (
        <Text px="lg" pb="lg" c="dimmed">
          {t('noWorkers')}
        </Text>
      ) : (
        <Table className={table.table ?? ''} horizontalSpacing="lg" verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('worker')}</Table.Th>
              <Table.Th>{t('version')}</Table.Th>
              <Table.Th>{t('revision')}</Table.Th>
              <Table.Th>{t('ports')}</Table.Th>
              <Table.Th ta="right">{t('sessions')}</Table.Th>
              <Table.Th ta="right">{t('workerDeliveries')}</Table.Th>
              <Table.Th>{t('seen')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.workers.map((worker) => (
              <Table.Tr key={worker.id}>
                <Table.Td>
                  {worker.host} <span className={table.mono}>#{worker.pid}</span>
                </Table.Td>
                <Table.Td data-label={t('version')}>{worker.version}</Table.Td>
                <Table.Td data-label={t('revision')}>{worker.revision ?? t('starting')}</Table.Td>
                <Table.Td data-label={t('ports')}>{worker.listeners.map((listener) => listener.port).join(' · ')}</Table.Td>
                <Table.Td className={table.number ?? ''} data-label={t('sessions')}>
                  {format.number(worker.sessions)}
                </Table.Td>
                <Table.Td className={table.number ?? ''} data-label={t('workerDeliveries')}>
                  {format.number(worker.deliveries)}
                </Table.Td>
                <Table.Td data-label={t('seen')}>
                  <TimeAgo value={worker.seenAt} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}
