'use client';

import { Button, Text } from '@mantine/core';
import { IconInbox, IconMailSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Notice } from '@/components/ui/notice';
import { TableSkeleton } from '@/components/ui/skeletons';
import table from '@/components/ui/stacked-table.module.css';
import type { QueueFilter } from '@/lib/api/contracts/queue';
import classes from './queue.module.css';
import { queueQuery } from './queue-query';
import { QueueTable } from './queue-table';

interface Props {
  readonly filter: QueueFilter;
  readonly onClear: () => void;
}

/** The deliveries that match, page after page. */
export function QueueList({ filter, onClear }: Props) {
  const t = useTranslations('queue');
  const ui = useTranslations('ui');
  const queue = useInfiniteQuery(queueQuery(filter));
  const entries = queue.data?.pages.flatMap((page) => page.entries) ?? [];
  const { total, more } = queue.data?.pages[0] ?? { total: 0, more: false };
  if (queue.data === undefined) {
    return (
      <div className={table.frame}>
        {queue.isError ? <ErrorState onRetry={() => void queue.refetch()} retrying={queue.isFetching} /> : <TableSkeleton rows={8} />}
      </div>
    );
  }
  return (
    <>
      {queue.isError && (
        <div className={classes.notice}>
          <Notice tone="warning">{t('refetchFailed')}</Notice>
        </div>
      )}
      <div className={table.frame}>
        {entries.length === 0 ? (
          <Nothing filtered={Object.keys(filter).length > 0} onClear={onClear} />
        ) : (
          <QueueTable entries={entries} matching={{ kind: 'matching', filter, total, more }} />
        )}
      </div>
      {queue.hasNextPage && (
        <Text ta="center" mt="md" component="div">
          <Button variant="default" loading={queue.isFetchingNextPage} onClick={() => void queue.fetchNextPage()}>
            {ui('loadMore')}
          </Button>
        </Text>
      )}
    </>
  );
}

function Nothing({ filtered, onClear }: { readonly filtered: boolean; readonly onClear: () => void }) {
  const t = useTranslations('queue');
  const ui = useTranslations('ui');
  if (filtered) {
    return (
      <EmptyState
        icon={<IconMailSearch size={22} stroke={1.7} />}
        title={t('noMatchTitle')}
        action={
          <Button variant="default" onClick={onClear}>
            {ui('showAll')}
          </Button>
        }
      >
        {t('noMatchText')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<IconInbox size={22} stroke={1.7} />}
      title={t('emptyTitle')}
      action={
        <Button component={Link} href="/messages" variant="default">
          {t('emptyAction')}
        </Button>
      }
    >
      {t('emptyText')}
    </EmptyState>
  );
}
