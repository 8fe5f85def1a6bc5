'use client';

import { Group, Pagination, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { TableSkeleton } from '@/components/ui/skeletons';
import table from '@/components/ui/stacked-table.module.css';
import { useUrlFilter } from '@/components/ui/url-filter';
import { REVISIONS_PER_PAGE, type RevisionList } from '@/lib/api/contracts/revisions';
import { CompareBar } from './compare-bar';
import { RestoreDialog } from './restore-dialog';
import { RevisionTable } from './revision-table';
import { beforeOf, pageOf, revisionNumber, revisionsQuery } from './revisions-query';

/** Page "Revisions": who changed what, when and why; any two can be compared, and each can be restored. */
export function RevisionsPage() {
  const t = useTranslations('revisions');
  const filter = useUrlFilter();
  const before = revisionNumber(filter.get('before'));
  const list = useQuery(revisionsQuery(before));
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const [restoring, setRestoring] = useState<number | null>(null);
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <CompareBar chosen={chosen} onClear={() => setChosen([])} />
      <div className={table.frame}>
        {list.data === undefined ? (
          list.isError ? (
            <ErrorState onRetry={() => void list.refetch()} retrying={list.isFetching} />
          ) : (
            <TableSkeleton />
          )
        ) : list.data.revisions.length === 0 ? (
          <EmptyState icon={<IconHistory size={22} stroke={1.7} />} title={t('emptyTitle')}>
            {t('emptyText')}
          </EmptyState>
        ) : (
          <RevisionTable
            revisions={list.data.revisions}
            current={list.data.current}
            chosen={chosen}
            onChoose={(number, on) => setChosen(on ? [...chosen, number] : chosen.filter((one) => one !== number))}
            onRestore={setRestoring}
          />
        )}
      </div>
      {list.data !== undefined && (
        <Pages list={list.data} before={before} onPage={(next) => filter.set({ before: next === null ? '' : String(next) })} />
      )}
      {restoring !== null && list.data !== undefined && (
        <RestoreDialog target={restoring} current={list.data.current} onClose={() => setRestoring(null)} />
      )}
    </>
  );
}

interface PagesProps {
  readonly list: RevisionList;
  readonly before: number | null;
  readonly onPage: (before: number | null) => void;
}

function Pages({ list: { revisions, current }, before, onPage }: PagesProps) {
  const t = useTranslations('revisions');
  const [first, last] = [revisions.at(-1)?.number, revisions[0]?.number];
  const pages = Math.ceil(current / REVISIONS_PER_PAGE);
  if (first === undefined || last === undefined || pages < 2) return null;
  return (
    <Group component="nav" aria-label={t('pages')} justify="space-between" gap="sm" mt="md">
      <Text size="sm" c="dimmed" role="status">
        {t('shown', { first, last, total: current })}
      </Text>
      <Pagination
        total={pages}
        value={Math.min(pageOf(before, current), pages)}
        onChange={(page) => onPage(beforeOf(page, current))}
        size="sm"
      />
    </Group>
  );
}
