'use client';

import { Button, Group, Text } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { EditorDialog } from '@/components/ui/editor-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { TableSkeleton } from '@/components/ui/skeletons';
import table from '@/components/ui/stacked-table.module.css';
import { useUrlFilter } from '@/components/ui/url-filter';
import type { PolicyTestView } from '@/lib/api/contracts/policy-tests';
import { DeleteTestDialog } from './delete-test-dialog';
import { PolicyTestTable } from './policy-test-table';
import { policyTestsQuery } from './policy-tests-query';
import { draftOfTest, NEW_TEST } from './test-draft';
import { TestEditor } from './test-editor';
import { TestOfMessage } from './test-of-message';

/** Page "Policy Tests". With `message` in its address it opens with that recorded message as a new test. */
export function PolicyTestsPage() {
  const t = useTranslations('policyTests');
  const filter = useUrlFilter();
  const messageId = filter.get('message');
  const list = useQuery({ ...policyTestsQuery, refetchInterval: 30_000 });
  const [editing, setEditing] = useState<PolicyTestView | 'new' | null>(null);
  const [deleting, setDeleting] = useState<PolicyTestView | null>(null);
  const tests = list.data?.tests;
  const add = <Button onClick={() => setEditing('new')}>+ {t('add')}</Button>;
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} actions={tests !== undefined && tests.length > 0 ? add : undefined} />
      {tests !== undefined && tests.length > 0 && (
        <Text size="sm" c="dimmed" mb="xs" role="status">
          {t('summary', { met: tests.filter(({ isMet }) => isMet).length, total: tests.length })}
        </Text>
      )}
      <div className={table.frame}>
        {tests === undefined ? (
          list.isError ? (
            <ErrorState onRetry={() => void list.refetch()} retrying={list.isFetching} />
          ) : (
            <TableSkeleton />
          )
        ) : tests.length === 0 ? (
          <EmptyState
            icon={<IconShieldCheck size={22} stroke={1.7} />}
            title={t('emptyTitle')}
            action={
              <Group justify="center">
                <Button component={Link} href="/acceptance-routing/simulator" variant="default">
                  {t('emptyAction')}
                </Button>
                {add}
              </Group>
            }
          >
            {t('emptyText')}
          </EmptyState>
        ) : (
          <PolicyTestTable tests={tests} onEdit={setEditing} onDelete={setDeleting} />
        )}
      </div>
      <EditorDialog
        opened={editing !== null}
        title={editing === null || editing === 'new' ? t('addTitle') : t('editTitle', { name: editing.test.name })}
        onClose={() => setEditing(null)}
      >
        {(form) =>
          editing === null || editing === 'new' ? (
            <TestEditor {...form} edited={null} start={NEW_TEST} />
          ) : (
            <TestEditor
              {...form}
              edited={editing}
              start={draftOfTest(editing.test.name, { ...editing.test.mail, lookUp: false }, editing.test.expected)}
            />
          )
        }
      </EditorDialog>
      <EditorDialog opened={messageId !== ''} title={t('keepTitle')} onClose={() => filter.set({ message: '' })}>
        {(form) => <TestOfMessage messageId={messageId}>{(start) => <TestEditor {...form} edited={null} start={start} />}</TestOfMessage>}
      </EditorDialog>
      <DeleteTestDialog view={deleting} onClose={() => setDeleting(null)} />
    </>
  );
}
