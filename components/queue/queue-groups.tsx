'use client';

import { Anchor, Table, Text } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'use-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Moment } from '@/components/ui/moment';
import { Notice } from '@/components/ui/notice';
import { queueGroupsQuery } from '@/components/ui/queue-groups-query';
import { TableSkeleton } from '@/components/ui/skeletons';
import table from '@/components/ui/stacked-table.module.css';
import { TimeAgo } from '@/components/ui/time';
import { useGroupWords } from '@/components/ui/use-group-words';
import type { QueueGroup } from '@/lib/api/contracts/queue';
import { GroupActions } from './group-actions';
import classes from './queue.module.css';

interface Props {
  /** Shows the deliveries of a next hop. */
  readonly onShow: (changes: Readonly<Record<string, string>>) => void;
}

/** What waits, by next hop: how much, since when, and why. */
export function QueueGroups({ onShow }: Props) {
  const t = useTranslations('queue.groups');
  const page = useTranslations('queue');
  const format = useFormatter();
  const { data, isError, isFetching, refetch } = useQuery(queueGroupsQuery);
  if (data === undefined) {
    return (
      <div className={table.frame}>
        {isError ? <ErrorState onRetry={() => void refetch()} retrying={isFetching} /> : <TableSkeleton rows={6} />}
      </div>
    );
  }
  return (
    <>
      {isError && (
        <div className={classes.notice}>
          <Notice tone="warning">{page('refetchFailed')}</Notice>
        </div>
      )}
      <div className={table.frame}>
        {data.groups.length === 0 && data.untried === 0 ? (
          <EmptyState icon={<IconInbox size={22} stroke={1.7} />} title={page('emptyTitle')}>
            {page('emptyText')}
          </EmptyState>
        ) : (
          <Table className={`${table.table} ${classes.table}`} horizontalSpacing="md" verticalSpacing="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('nextHop')}</Table.Th>
                <Table.Th className={table.number ?? ''}>{t('waiting')}</Table.Th>
                <Table.Th>{t('oldest')}</Table.Th>
                <Table.Th>{t('next')}</Table.Th>
                <Table.Th>
                  <span className={classes.hidden}>{t('actions')}</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.groups.map((group) => (
                <GroupRow key={group.nextHop} group={group} onShow={() => onShow({ nextHop: group.nextHop })} />
              ))}
              {data.untried > 0 && (
                <Table.Tr>
                  <Table.Td>
                    <Anchor component="button" type="button" className={classes.hop} onClick={() => onShow({ nextHop: '-' })}>
                      {t('untried')}
                    </Anchor>
                    <div className={table.secondary}>{t('untriedText')}</div>
                  </Table.Td>
                  <Table.Td data-label={t('waiting')} className={table.number ?? ''}>
                    {format.number(data.untried)}
                  </Table.Td>
                  <Table.Td data-label={t('oldest')}>–</Table.Td>
                  <Table.Td data-label={t('next')}>–</Table.Td>
                  <Table.Td />
                </Table.Tr>
              )}
            </Table.Tbody>
          </Table>
        )}
      </div>
      {data.total > data.groups.length && (
        <Text size="sm" c="dimmed" mt="sm" ta="center">
          {t('shownOf', { shown: format.number(data.groups.length), total: format.number(data.total) })}
        </Text>
      )}
    </>
  );
}

function GroupRow({ group, onShow }: { readonly group: QueueGroup; readonly onShow: () => void }) {
  const t = useTranslations('queue.groups');
  const format = useFormatter();
  const words = useGroupWords();
  const why = words(group);
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor
          component="button"
          type="button"
          className={classes.hop}
          aria-label={t('show', { nextHop: group.nextHop })}
          onClick={onShow}
        >
          {group.nextHop}
        </Anchor>
        <div className={classes.why}>
          {why !== null && <div>{why}</div>}
          {group.detail !== null && <div className={classes.said}>{group.detail}</div>}
        </div>
      </Table.Td>
      <Table.Td data-label={t('waiting')} className={table.number ?? ''}>
        {format.number(group.waiting)}
      </Table.Td>
      <Table.Td data-label={t('oldest')}>
        <TimeAgo value={group.oldest} />
      </Table.Td>
      <Table.Td data-label={t('next')}>
        {group.nextAttemptAt === null ? <span className={table.secondary}>{t('allHeld')}</span> : <Moment value={group.nextAttemptAt} />}
      </Table.Td>
      <Table.Td className={classes.groupMenu ?? ''}>
        <GroupActions group={group} />
      </Table.Td>
    </Table.Tr>
  );
}
