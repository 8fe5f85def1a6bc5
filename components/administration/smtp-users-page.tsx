'use client';

import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconKey } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EditorDialog } from '@/components/ui/editor-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { TableSkeleton } from '@/components/ui/skeletons';
import table from '@/components/ui/stacked-table.module.css';
import type { SmtpUserView } from '@/lib/api/contracts/smtp-users';
import { CredentialsDialog } from './credentials-dialog';
import { type UserChange, useSmtpUserChange } from './smtp-user-changes';
import { type Credentials, SmtpUserEditor } from './smtp-user-editor';
import { SmtpUserTable } from './smtp-user-table';
import { smtpUsersQuery } from './smtp-users-query';

/** Page "SMTP Users": who may sign in over SMTP. */
export function SmtpUsersPage() {
  const t = useTranslations('administration.smtpUsers');
  const users = useQuery({ ...smtpUsersQuery, refetchInterval: 30_000 });
  const change = useSmtpUserChange();
  const [wished, setWished] = useState<UserChange | null>(null);
  const [editing, setEditing] = useState<SmtpUserView | 'new' | null>(null);
  const [deleting, setDeleting] = useState<SmtpUserView | null>(null);
  const [credentials, setCredentials] = useState<Credentials | null>(null);
  const add = (label: string) => <Button onClick={() => setEditing('new')}>+ {label}</Button>;
  const edited = editing === 'new' ? null : editing;
  const hasUsers = users.data !== undefined && users.data.users.length > 0;

  return (
    <>
      <PageHeader title={t('title')} description={t('description')} actions={hasUsers ? add(t('add')) : undefined} />
      <div className={table.frame}>
        {hasUsers ? (
          <SmtpUserTable
            users={users.data.users.map((user) => asWished(user, wished))}
            onEnable={(user, enabled) => {
              const wish: UserChange = { kind: enabled ? 'enable' : 'disable', user };
              setWished(wish);
              change.mutate(wish, { onSettled: () => setWished(null) });
            }}
            onEdit={setEditing}
            onDelete={setDeleting}
          />
        ) : users.data !== undefined ? (
          <EmptyState icon={<IconKey size={22} stroke={1.7} />} title={t('emptyTitle')} action={add(t('emptyAction'))}>
            {t('emptyText')}
          </EmptyState>
        ) : users.isError ? (
          <ErrorState onRetry={() => void users.refetch()} retrying={users.isFetching} />
        ) : (
          <TableSkeleton />
        )}
      </div>
      <EditorDialog
        opened={editing !== null}
        size="md"
        title={edited === null ? t('addTitle') : t('editTitle', { name: edited.name })}
        onClose={() => setEditing(null)}
      >
        {({ setDirty, cancel, close }) => (
          <SmtpUserEditor
            user={edited}
            setDirty={setDirty}
            cancel={cancel}
            onSaved={(name, generated) => {
              close();
              if (generated !== null) setCredentials({ name, password: generated });
              notifications.show({
                color: 'seal',
                message: edited === null ? t('savedAdd', { name }) : t('savedEdit', { name }),
                role: 'status',
              });
            }}
          />
        )}
      </EditorDialog>
      <CredentialsDialog credentials={credentials} onClose={() => setCredentials(null)} />
      <ConfirmDialog
        opened={deleting !== null}
        title={t('deleteTitle', { name: deleting?.name ?? '' })}
        confirmLabel={t('deleteConfirm')}
        busy={change.isPending}
        onClose={() => setDeleting(null)}
        onConfirm={() => {
          if (deleting !== null) change.mutate({ kind: 'delete', user: deleting }, { onSettled: () => setDeleting(null) });
        }}
      >
        {t('deleteText')}
      </ConfirmDialog>
    </>
  );
}

/** The user as a change that is under way will make it: a switch answers at once. */
function asWished(user: SmtpUserView, change: UserChange | null): SmtpUserView {
  if (change === null || change.kind === 'delete' || change.user.id !== user.id) return user;
  return { ...user, enabled: change.kind === 'enable' };
}
