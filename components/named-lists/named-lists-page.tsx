'use client';

import { Button } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { EditorDialog } from '@/components/ui/editor-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { NAMED_LISTS_KEY, namedListsQuery } from '@/components/ui/named-lists-query';
import { PageHeader } from '@/components/ui/page-header';
import { TableSkeleton } from '@/components/ui/skeletons';
import table from '@/components/ui/stacked-table.module.css';
import { callApi } from '@/lib/api/client';
import { type NamedListRow, namedListViewSchema } from '@/lib/api/contracts/named-lists';
import { DeleteListDialog } from './delete-list-dialog';
import { ListEditor } from './list-editor';
import { ListTable } from './list-table';

/** Page "Named lists": domains, addresses and networks that conditions refer to by name. */
export function NamedListsPage() {
  const t = useTranslations('namedLists');
  const lists = useQuery({ ...namedListsQuery, refetchInterval: 30_000 });
  const [editing, setEditing] = useState<NamedListRow | 'new' | null>(null);
  const [deleting, setDeleting] = useState<NamedListRow | null>(null);
  const add = (label: string) => <Button onClick={() => setEditing('new')}>+ {label}</Button>;
  const hasLists = lists.data !== undefined && lists.data.lists.length > 0;
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} actions={hasLists ? add(t('add')) : undefined} />
      <div className={table.frame}>
        {hasLists ? (
          <ListTable lists={lists.data.lists} onEdit={setEditing} onDelete={setDeleting} />
        ) : lists.data !== undefined ? (
          <EmptyState icon={<IconListDetails size={22} stroke={1.7} />} title={t('emptyTitle')} action={add(t('emptyAction'))}>
            {t('emptyText')}
          </EmptyState>
        ) : lists.isError ? (
          <ErrorState onRetry={() => void lists.refetch()} retrying={lists.isFetching} />
        ) : (
          <TableSkeleton />
        )}
      </div>
      <EditorDialog
        opened={editing !== null}
        title={editing === null || editing === 'new' ? t('addTitle') : t('editTitle', { name: editing.name })}
        onClose={() => setEditing(null)}
      >
        {(form) =>
          editing === null || editing === 'new' ? <ListEditor {...form} view={null} /> : <LoadedEditor {...form} id={editing.id} />
        }
      </EditorDialog>
      <DeleteListDialog list={deleting} onClose={() => setDeleting(null)} />
    </>
  );
}

interface LoadedProps {
  readonly id: string;
  readonly setDirty: (dirty: boolean) => void;
  readonly cancel: () => void;
  readonly close: () => void;
}

/** The rows show but a few entries of each list: the editor reads them all. */
function LoadedEditor({ id, ...form }: LoadedProps) {
  const view = useQuery({
    queryKey: [...NAMED_LISTS_KEY, id],
    queryFn: ({ signal }) => callApi(`/named-lists/${id}`, namedListViewSchema, { signal }),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  if (view.data !== undefined) return <ListEditor {...form} view={view.data} />;
  return view.isError ? <ErrorState onRetry={() => void view.refetch()} retrying={view.isFetching} /> : <TableSkeleton />;
}
