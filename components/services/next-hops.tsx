'use client';

import { Anchor, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'use-intl';
import { ErrorState } from '@/components/ui/error-state';
import { queueGroupsQuery } from '@/components/ui/queue-groups-query';
import { Section } from '@/components/ui/section';
import { TableSkeleton } from '@/components/ui/skeletons';
import table from '@/components/ui/stacked-table.module.css';
import { useGroupWords } from '@/components/ui/use-group-words';
import type { QueueGroups } from '@/lib/api/contracts/queue';

const SHOWN = 10;

/** Where mail waits, by next hop. */
export function NextHops() {
  const t = useTranslations('services.sending');
  const format = useFormatter();
  const { data, isError, isFetching, refetch } = useQuery(queueGroupsQuery);
  const part = (data?.total ?? 0) > SHOWN ? ` ${t('nextHopsPart', { shown: SHOWN, total: format.number(data?.total ?? 0) })}` : '';
  return (
    <Section
      title={t('nextHops')}
      description={t('nextHopsText') + part}
      actions={
        <Anchor component={Link} href="/queue?view=hops" size="sm">
          {t('showQueue')}
        </Anchor>
      }
      flush
    >
      {data === undefined ? (
        isError ? (
          <ErrorState onRetry={() => void refetch()} retrying={isFetching} />
        ) : (
          <TableSkeleton rows={3} />
        )
      ) : data.groups.length === 0 && data.untried === 0 ? (
        <Text px="lg" pb="lg" c="dimmed">
          {t('nothingWaits')}
        </Text>
      ) : (
        <HopTable waits={data} />
      )}
    </Section>
  );
}

function HopTable({ waits }: { readonly waits: QueueGroups }) {
  const t = useTranslations('services.sending');
  const format = useFormatter();
  const words = useGroupWords();
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
        {waits.groups.slice(0, SHOWN).map((group) => (
          <Table.Tr key={group.nextHop}>
            <Table.Td>
              <span className={table.mono}>{group.nextHop}</span>
            </Table.Td>
            <Table.Td data-label={t('waiting')} className={table.number ?? ''}>
              {format.number(group.waiting)}
            </Table.Td>
            <Table.Td data-label={t('reason')}>{words(group) ?? '–'}</Table.Td>
          </Table.Tr>
        ))}
        {waits.untried > 0 && (
          <Table.Tr>
            <Table.Td>
              <span className={table.secondary}>{t('noNextHop')}</span>
            </Table.Td>
            <Table.Td data-label={t('waiting')} className={table.number ?? ''}>
              {format.number(waits.untried)}
            </Table.Td>
            <Table.Td data-label={t('reason')}>–</Table.Td>
          </Table.Tr>
        )}
      </Table.Tbody>
    </Table>
  );
}
