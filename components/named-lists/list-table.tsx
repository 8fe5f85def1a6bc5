'use client';

import { ActionIcon, Table } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useFormatter, useTranslations } from 'use-intl';
import table from '@/components/ui/stacked-table.module.css';
import type { NamedListRow } from '@/lib/api/contracts/named-lists';
import classes from './named-lists.module.css';

interface Props {
  readonly lists: readonly NamedListRow[];
  readonly onEdit: (list: NamedListRow) => void;
  readonly onDelete: (list: NamedListRow) => void;
}

export function ListTable({ lists, onEdit, onDelete }: Props) {
  const t = useTranslations('namedLists');
  const format = useFormatter();
  return (
    <Table className={table.table ?? ''} horizontalSpacing="md" verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('name')}</Table.Th>
          <Table.Th>{t('kind')}</Table.Th>
          <Table.Th>{t('entries')}</Table.Th>
          <Table.Th>{t('usedBy')}</Table.Th>
          <Table.Th className={table.actions ?? ''}>{t('actions')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lists.map((list) => (
          <Table.Tr key={list.id}>
            <Table.Td>
              <button type="button" className={classes.name} onClick={() => onEdit(list)}>
                {list.name}
              </button>
              {list.comment !== '' && <div className={table.secondary}>{list.comment}</div>}
            </Table.Td>
            <Table.Td data-label={t('kind')}>{t(`kinds.${list.kind}`)}</Table.Td>
            <Table.Td data-label={t('entries')} className={classes.sample ?? ''}>
              {list.count > list.sample.length
                ? t('sampleMore', { sample: list.sample.join(', '), more: list.count - list.sample.length })
                : list.sample.join(', ')}
            </Table.Td>
            <Table.Td data-label={t('usedBy')}>
              {list.usedBy.length === 0 ? <span className={table.secondary}>{t('unused')}</span> : format.list(list.usedBy)}
            </Table.Td>
            <Table.Td className={table.actions ?? ''}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('editOf', { name: list.name })}
                title={t('edit')}
                onClick={() => onEdit(list)}
              >
                <IconPencil size={16} stroke={1.7} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                className={classes.delete ?? ''}
                aria-label={t('deleteOf', { name: list.name })}
                title={list.usedBy.length === 0 ? t('delete') : t('deleteUsed')}
                disabled={list.usedBy.length > 0}
                onClick={() => onDelete(list)}
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
