'use client';

import { Button, SegmentedControl, Text } from '@mantine/core';
import { IconMailSearch } from '@tabler/icons-react';
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
import { MessageTable } from './message-table';
import classes from './messages.module.css';
import { messageFilter, messagesQuery, OUTCOMES } from './messages-query';
import { OfRule } from './of-rule';

/** Page "Messages": every transaction, accepted or refused. */
export function MessageListPage() {
  const t = useTranslations('messages');
  const ui = useTranslations('ui');
  const filter = useUrlFilter();
  const { query, outcome, rule } = messageFilter({ query: filter.get('query'), outcome: filter.get('outcome'), rule: filter.get('rule') });
  const list = useInfiniteQuery(messagesQuery({ query, outcome, rule }));
  const messages = list.data?.pages.flatMap((page) => page.messages) ?? [];

  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className={classes.tools}>
        <SearchField
          className={classes.search}
          label={t('search')}
          placeholder={t('searchPlaceholder')}
          value={query}
          onChange={(typed) => filter.set({ query: typed })}
        />
        <SegmentedControl
          aria-label={t('outcome')}
          value={outcome}
          onChange={(value) => filter.set({ outcome: value })}
          data={[{ value: '', label: t('outcomes.all') }, ...OUTCOMES.map((value) => ({ value, label: t(`outcomes.${value}`) }))]}
        />
      </div>
      {rule !== '' && <OfRule id={rule} onClear={() => filter.set({ rule: '' })} />}
      {list.isError && list.data !== undefined && (
        <div className={classes.notice}>
          <Notice tone="warning">{t('refetchFailed')}</Notice>
        </div>
      )}
      <div className={table.frame}>
        {list.data === undefined ? (
          list.isError ? (
            <ErrorState onRetry={() => void list.refetch()} retrying={list.isFetching} />
          ) : (
            <TableSkeleton rows={8} />
          )
        ) : messages.length === 0 ? (
          <Nothing
            filtered={query !== '' || outcome !== '' || rule !== ''}
            onClear={() => filter.set({ query: '', outcome: '', rule: '' })}
          />
        ) : (
          <MessageTable messages={messages} />
        )}
      </div>
      {messages.length > 0 && (
        <Text ta="center" mt="md" size="sm" c="dimmed" component="div">
          {list.hasNextPage ? (
            <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {ui('loadMore')}
            </Button>
          ) : (
            t('end')
          )}
        </Text>
      )}
    </>
  );
}

function Nothing({ filtered, onClear }: { readonly filtered: boolean; readonly onClear: () => void }) {
  const t = useTranslations('messages');
  return (
    <EmptyState
      icon={<IconMailSearch size={22} stroke={1.7} />}
      title={filtered ? t('noMatchTitle') : t('emptyTitle')}
      action={
        filtered ? (
          <Button variant="default" onClick={onClear}>
            {t('clearFilter')}
          </Button>
        ) : (
          <Button component={Link} href="/services/smtp-receiving" variant="default">
            {t('emptyAction')}
          </Button>
        )
      }
    >
      {filtered ? t('noMatchText') : t('emptyText')}
    </EmptyState>
  );
}
