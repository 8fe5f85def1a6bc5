'use client';

import { Table, Text } from '@mantine/core';
import { useFormatter, useTranslations } from 'use-intl';
import { Section } from '@/components/ui/section';
import table from '@/components/ui/stacked-table.module.css';
import { TimeAgo } from '@/components/ui/time';
import { useWorkers } from '@/components/ui/workers-query';
import type { GoneWorker, WorkerView } from '@/lib/api/contracts/status';
import classes from './overview.module.css';

/** The SMTP workers: those that live, and below them those that have stopped or are no longer seen. */
export function WorkerTable() {
  const t = useTranslations('overview.workers');
  const { data } = useWorkers();
  if (data === undefined) return null;
  return (
    <div id="workers" className={classes.anchor}>
      <Section title={t('title')} description={t('text')} flush>
        {data.workers.length + data.gone.length === 0 ? (
          <Text px="lg" pb="lg" c="dimmed">
            {t('none')}
          </Text>
        ) : (
          <Table className={table.table ?? ''} horizontalSpacing="lg" verticalSpacing="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('worker')}</Table.Th>
                <Table.Th>{t('state')}</Table.Th>
                <Table.Th>{t('version')}</Table.Th>
                <Table.Th>{t('revision')}</Table.Th>
                <Table.Th>{t('ports')}</Table.Th>
                <Table.Th ta="right">{t('sessions')}</Table.Th>
                <Table.Th ta="right">{t('deliveries')}</Table.Th>
                <Table.Th>{t('started')}</Table.Th>
                <Table.Th>{t('seen')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.workers.map((worker) => (
                <Row key={worker.id} worker={worker} state="running" newest={data.revision} />
              ))}
              {data.gone.map((worker) => (
                <Row key={worker.id} worker={worker} state={worker.state} newest={data.revision} />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Section>
    </div>
  );
}

interface RowProps {
  readonly worker: WorkerView;
  readonly state: 'running' | GoneWorker['state'];
  readonly newest: number;
}

function Row({ worker, state, newest }: RowProps) {
  const t = useTranslations('overview.workers');
  const format = useFormatter();
  const running = state === 'running';
  const behind = running && worker.revision !== null && worker.revision < newest;
  return (
    <Table.Tr>
      <Table.Td>
        <span className={table.primary}>{worker.host}</span> <span className={table.secondary}>#{worker.pid}</span>
      </Table.Td>
      <Table.Td data-label={t('state')}>
        <span className={classes.state} data-state={state}>
          {t(`states.${state}`)}
        </span>
      </Table.Td>
      <Table.Td data-label={t('version')}>{worker.version}</Table.Td>
      <Table.Td data-label={t('revision')}>
        {worker.revision ?? (running ? t('starting') : '–')}{' '}
        {behind && <span className={classes.behind}>({t('behind', { revision: newest })})</span>}
      </Table.Td>
      <Table.Td data-label={t('ports')}>{worker.listeners.map((listener) => listener.port).join(' · ')}</Table.Td>
      <Table.Td className={table.number ?? ''} data-label={t('sessions')}>
        {running ? format.number(worker.sessions) : '–'}
      </Table.Td>
      <Table.Td className={table.number ?? ''} data-label={t('deliveries')}>
        {running ? format.number(worker.deliveries) : '–'}
      </Table.Td>
      <Table.Td data-label={t('started')}>
        <TimeAgo value={worker.startedAt} />
      </Table.Td>
      <Table.Td data-label={t('seen')}>
        <TimeAgo value={worker.seenAt} />
      </Table.Td>
    </Table.Tr>
  );
}
