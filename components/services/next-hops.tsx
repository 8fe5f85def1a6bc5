'use client';

import { Anchor, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useFormatter, useLocale, useTranslations } from 'use-intl';
import { ErrorState } from '@/components/ui/error-state';
import { Section } from '@/components/ui/section';
import { TableSkeleton } from '@/components/ui/skeletons';
import table from '@/components/ui/stacked-table.module.css';
import type { QueueList } from '@/lib/api/contracts/mail';
import { failureText } from '@/lib/i18n/failure-text';
import { waitingByHop } from './waiting-by-hop';
import { waitingQuery } from './waiting-query';

/** Where mail waits, by next hop. */
export function NextHops() {
  const t = useTranslations('services.sending');
  const format = useFormatter();
  const queue = useQuery(waitingQuery);
  const list = queue.data;
  const part =
    list !== undefined && list.entries.length < list.total
      ? ` ${t('nextHopsPart', { shown: format.number(list.entries.length), total: format.number(list.total) })}`
      : '';
  return (
    <Section
      title={t('nextHops')}
      description={t('nextHopsText') + part}
      actions={
        <Anchor component={Link} href="/queue" size="sm">
          {t('showQueue')}
        </Anchor>
      }
      flush
    >
      {list === undefined ? (
        queue.isError ? (
          <ErrorState onRetry={() => void queue.refetch()} retrying={queue.isFetching} />
        ) : (
          <TableSkeleton rows={3} />
        )
      ) : list.entries.length === 0 ? (
        <Text px="lg" pb="lg" c="dimmed">
          {t('nothingWaits')}
        </Text>
      ) : (
        <HopTable entries={list.entries} />
      )}
    </Section>
  );
}

function HopTable({ entries }: { readonly entries: QueueList['entries'] }) {
  const t = useTranslations('services.sending');
  const locale = useLocale();
  const format = useFormatter();
  return (
    <Table className={table.table ?? ''} horizontalSpacing="lg" verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('nextHop')}</Table.Th>
          <Table.Th className={table.number ?? ''}>{t('waiting')}</Table.Th>
          <Table.Th>{t('reason')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {waitingByHop(entries).map(({ nextHop, count, reason }) => (
          <Table.Tr key={nextHop}>
            <Table.Td>
              {nextHop === '' ? <span className={table.secondary}>{t('noNextHop')}</span> : <span className={table.mono}>{nextHop}</span>}
            </Table.Td>
            <Table.Td data-label={t('waiting')} className={table.number ?? ''}>
              {format.number(count)}
            </Table.Td>
            <Table.Td data-label={t('reason')}>{reason === null ? '–' : failureText(reason, locale)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
