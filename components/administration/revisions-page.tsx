'use client';

import { Button, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { TableSkeleton } from '@/components/ui/skeletons';
import table from '@/components/ui/stacked-table.module.css';
import { RevisionTable } from './revision-table';
import { revisionsQuery } from './revisions-query';

/** Page "Revisions": who changed what, and when. */
export function RevisionsPage() {
  const t = useTranslations('administration.revisions');
  const ui = useTranslations('ui');
  const list = useInfiniteQuery({ ...revisionsQuery, refetchInterval: 30_000 });
  const revisions = list.data?.pages.flatMap((page) => page.revisions) ?? [];
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className={table.frame}>
        {list.data === undefined ? (
          list.isError ? (
            <ErrorState onRetry={() => void list.refetch()} retrying={list.isFetching} />
          ) : (
            <TableSkeleton />
          )
        ) : revisions.length === 0 ? (
          <EmptyState icon={<IconHistory size={22} stroke={1.7} />} title={t('emptyTitle')}>
            {t('emptyText')}
          </EmptyState>
        ) : (
          <RevisionTable revisions={revisions} />
        )}
      </div>
      {revisions.length > 0 && (
        <Text ta="center" mt="md" size="sm" c="dimmed" component="div">
          {list.hasNextPage ? (
            <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {ui('loadMore')}
            </Button>
          ) : (
            t('first')
          )}
        </Text>
      )}
    </>
  );
}
