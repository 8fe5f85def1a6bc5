import { ActionIcon, Anchor, Table } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconPencil, IconTrash } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import table from '@/components/ui/stacked-table.module.css';
import type { PolicyTestView } from '@/lib/api/contracts/policy-tests';
import { RULES_PATH } from '../rules-path';
import classes from './policy-tests.module.css';

interface Props {
  readonly tests: readonly PolicyTestView[];
  readonly onEdit: (test: PolicyTestView) => void;
  readonly onDelete: (test: PolicyTestView) => void;
}

export function PolicyTestTable({ tests, onEdit, onDelete }: Props) {
  const t = useTranslations('policyTests');
  return (
    <Table className={table.table ?? ''} horizontalSpacing="md" verticalSpacing="sm" aria-label={t('title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('state')}</Table.Th>
          <Table.Th>{t('name')}</Table.Th>
          <Table.Th>{t('expected')}</Table.Th>
          <Table.Th>{t('now')}</Table.Th>
          <Table.Th className={table.actions ?? ''}>{t('actions')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {tests.map((view) => (
          <TestRow key={view.id} view={view} onEdit={onEdit} onDelete={onDelete} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function TestRow({ view, onEdit, onDelete }: { readonly view: PolicyTestView } & Omit<Props, 'tests'>) {
  const t = useTranslations('policyTests');
  const { test, isMet, outcome } = view;
  const { name } = test;
  return (
    <Table.Tr>
      <Table.Td>
        <span className={classes.state} data-met={isMet}>
          {isMet ? <IconCircleCheck size={16} stroke={1.9} aria-hidden /> : <IconCircleX size={16} stroke={1.9} aria-hidden />}
          {t(isMet ? 'passed' : 'failed')}
        </span>
      </Table.Td>
      <Table.Td className={table.primary ?? ''}>
        <button type="button" className={classes.name} onClick={() => onEdit(view)}>
          {name}
        </button>
      </Table.Td>
      <Table.Td data-label={t('expected')}>{outcome.expected}</Table.Td>
      <Table.Td data-label={t('now')}>
        <span className={classes.now}>
          {outcome.now}
          {outcome.rules.map((rule) => (
            <Anchor key={rule.ruleId} component={Link} href={`${RULES_PATH}/${rule.ruleId}`} size="sm">
              {t('broken.rule', { order: rule.order, name: rule.name })}
            </Anchor>
          ))}
        </span>
      </Table.Td>
      <Table.Td className={table.actions ?? ''}>
        <ActionIcon variant="subtle" color="gray" aria-label={t('editOf', { name })} title={t('edit')} onClick={() => onEdit(view)}>
          <IconPencil size={16} stroke={1.7} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" aria-label={t('deleteOf', { name })} title={t('delete')} onClick={() => onDelete(view)}>
          <IconTrash size={16} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Table.Td>
    </Table.Tr>
  );
}
