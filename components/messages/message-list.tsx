'use client';

import { Button, Text } from '@mantine/core';
import { IconMailSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { TableSkeleton } from '@/components/ui/skeletons';
import table from '@/components/ui/stacked-table.module.css';
import { useUrlFilter } from '@/components/ui/url-filter';
import { ExportButton } from './export-button';
import { MessageFilters } from './message-filters';
import { MessageTable } from './message-table';
import classes from './messages.module.css';
import { FILTER_NAMES, messageFilter, messagesQuery } from './messages-query';
import { OfRule } from './of-rule';

/** Page "Messages": every transaction, accepted or refused. */
export function MessageListPage() {
  const t = useTranslations('messages');
  const ui = useTranslations('ui');
  const url = useUrlFilter();
  const filter = messageFilter(Object.fromEntries(FILTER_NAMES.map((name) => [name, url.get(name)])));
  const list = useInfiniteQuery(messagesQuery(filter));
  const messages = list.data?.pages.flatMap((page) => page.messages) ?? [];

  return (
    <>
      <PageHeader title={t('title')} description={t('description')} actions={<ExportButton filter={filter} />} />
      <MessageFilters filter={filter} typed={url.get('query')} onChange={url.set} />
      {filter.rule !== undefined && <OfRule id={filter.rule} onClear={() => url.set({ rule: '' })} />}
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
            filtered={Object.keys(filter).length > 0}
            onClear={() => url.set(Object.fromEntries(FILTER_NAMES.map((name) => [name, ''])))}
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
