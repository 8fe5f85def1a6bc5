'use client';

import { ActionIcon, Switch, Table } from '@mantine/core';
import { IconKey, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import table from '@/components/ui/stacked-table.module.css';
import { AbsoluteTime, TimeAgo } from '@/components/ui/time';
import type { SmtpUserView } from '@/lib/api/contracts/smtp-users';
import classes from './administration.module.css';

interface Props {
  readonly users: readonly SmtpUserView[];
  readonly onEnable: (user: SmtpUserView, enabled: boolean) => void;
  readonly onEdit: (user: SmtpUserView) => void;
  readonly onDelete: (user: SmtpUserView) => void;
}

export function SmtpUserTable({ users, onEnable, onEdit, onDelete }: Props) {
  const t = useTranslations('administration.smtpUsers');
  return (
    <Table className={table.table ?? ''} horizontalSpacing="md" verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('name')}</Table.Th>
          <Table.Th>{t('enabled')}</Table.Th>
          <Table.Th>{t('seen')}</Table.Th>
          <Table.Th>{t('created')}</Table.Th>
          <Table.Th className={table.actions ?? ''}>{t('actions')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {users.map((user) => (
          <Table.Tr key={user.id}>
            <Table.Td>
              <div className={table.primary}>{user.name}</div>
              {user.note !== '' && <div className={table.secondary}>{user.note}</div>}
            </Table.Td>
            <Table.Td data-label={t('enabled')}>
              <Switch
                aria-label={t('enabledOf', { name: user.name })}
                checked={user.enabled}
                onChange={(event) => onEnable(user, event.currentTarget.checked)}
              />
            </Table.Td>
            <Table.Td data-label={t('seen')}>
              {user.lastSeenAt === null ? <span className={table.secondary}>{t('never')}</span> : <TimeAgo value={user.lastSeenAt} />}
            </Table.Td>
            <Table.Td data-label={t('created')}>
              <AbsoluteTime value={user.createdAt} seconds={false} />
            </Table.Td>
            <Table.Td className={table.actions ?? ''}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('editOf', { name: user.name })}
                title={t('edit')}
                onClick={() => onEdit(user)}
              >
                <IconKey size={16} stroke={1.7} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                className={classes.delete ?? ''}
                aria-label={t('deleteOf', { name: user.name })}
                title={t('deleteConfirm')}
                onClick={() => onDelete(user)}
              >
                <IconTrash size={16} stroke={1.7} aria-hidden />
              </ActionIcon>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
