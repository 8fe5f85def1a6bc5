'use client';

import { Button, SegmentedControl, Text } from '@mantine/core';
import { IconInbox, IconMailSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { SearchField } from '@/components/ui/search-field';
import { TableSkeleton } from '@/components/ui/skeletons';
import table from '@/components/ui/stacked-table.module.css';
import { useUrlFilter } from '@/components/ui/url-filter';
import classes from './queue.module.css';
import { QUEUE_STATES, queueFilter, queueQuery } from './queue-query';
import { QueueSummary } from './queue-summary';
import { QueueTable } from './queue-table';

/** Page "Queue": what waits, why and until when, and what can be done about it. */
export function QueuePage() {
  const t = useTranslations('queue');
  const states = useTranslations('mail.states');
  const ui = useTranslations('ui');
  const filter = useUrlFilter();
  const { state, domain } = queueFilter({ state: filter.get('state'), domain: filter.get('domain') });
  const queue = useInfiniteQuery(queueQuery({ state, domain }));
  const entries = queue.data?.pages.flatMap((page) => page.entries) ?? [];
  const total = queue.data?.pages[0]?.total ?? 0;

  return (
    <>
      <PageHeader
        title={t('title')}
        description={
          <>
            {t('description')} {t('refreshes')}
          </>
        }
      />
      <div className={classes.tools}>
        <div className={classes.states}>
          <SegmentedControl
            aria-label={t('state')}
            value={state}
            onChange={(value) => filter.set({ state: value })}
            data={[{ value: '', label: t('allStates') }, ...QUEUE_STATES.map((value) => ({ value, label: states(value) }))]}
          />
        </div>
        <SearchField
          className={classes.domain}
          label={t('domain')}
          placeholder={t('domainPlaceholder')}
          value={domain}
          onChange={(value) => filter.set({ domain: value })}
        />
      </div>
      {queue.isError && queue.data !== undefined && (
        <div className={classes.notice}>
          <Notice tone="warning">{t('refetchFailed')}</Notice>
        </div>
      )}
      {queue.data === undefined ? (
        <div className={table.frame}>
          {queue.isError ? <ErrorState onRetry={() => void queue.refetch()} retrying={queue.isFetching} /> : <TableSkeleton rows={8} />}
        </div>
      ) : entries.length === 0 ? (
        <div className={table.frame}>
          <Nothing filtered={state !== '' || domain !== ''} onClear={() => filter.set({ state: '', domain: '' })} />
        </div>
      ) : (
        <>
          <QueueSummary entries={entries} complete={!queue.hasNextPage} />
          <div className={table.frame}>
            <QueueTable key={`${state} ${domain}`} entries={entries} total={total} />
          </div>
          {queue.hasNextPage && (
            <Text ta="center" mt="md" component="div">
              <Button variant="default" loading={queue.isFetchingNextPage} onClick={() => void queue.fetchNextPage()}>
                {ui('loadMore')}
              </Button>
            </Text>
          )}
        </>
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
