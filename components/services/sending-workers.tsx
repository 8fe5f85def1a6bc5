'use client';

import { Table } from '@mantine/core';
import { useFormatter, useTranslations } from 'use-intl';
import { Section } from '@/components/ui/section';
import table from '@/components/ui/stacked-table.module.css';
import { TimeAgo } from '@/components/ui/time';
import type { WorkerList, WorkerView } from '@/lib/api/contracts/status';

export function SendingWorkers({ list }: { readonly list: WorkerList }) {
  const t = useTranslations('services.sending');
  const format = useFormatter();
  return (
    <Section title={t('workers')} flush>
      <Table className={table.table ?? ''} horizontalSpacing="lg" verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('worker')}</Table.Th>
            <Table.Th>{t('version')}</Table.Th>
            <Table.Th>{t('revision')}</Table.Th>
            <Table.Th>{t('underWay')}</Table.Th>
            <Table.Th>{t('started')}</Table.Th>
            <Table.Th>{t('seen')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {list.workers.map((worker) => (
            <Table.Tr key={worker.id}>
              <Table.Td>
                <span className={table.primary}>{worker.host}</span> <span className={table.secondary}>#{worker.pid}</span>
              </Table.Td>
              <Table.Td data-label={t('version')}>{worker.version}</Table.Td>
              <Table.Td data-label={t('revision')}>
                <Revision worker={worker} newest={list.revision} />
              </Table.Td>
              <Table.Td data-label={t('underWay')}>{format.number(worker.deliveries)}</Table.Td>
              <Table.Td data-label={t('started')}>
                <TimeAgo value={worker.startedAt} />
              </Table.Td>
              <Table.Td data-label={t('seen')}>
                <TimeAgo value={worker.seenAt} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}

function Revision({ worker, newest }: { readonly worker: WorkerView; readonly newest: number }) {
  const t = useTranslations('services.sending');
  if (worker.revision === null) return <span className={table.secondary}>{t('starting')}</span>;
  return (
    <>
      {worker.revision}{' '}
      <span className={table.secondary}>({worker.revision >= newest ? t('current') : t('behind', { revision: newest })})</span>
    </>
  );
}
