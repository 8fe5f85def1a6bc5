'use client';

import { Table } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';
import { Moment } from '@/components/ui/moment';
import table from '@/components/ui/stacked-table.module.css';
import type { revisionViewSchema } from '@/lib/api/contracts/revisions';
import classes from './administration.module.css';

type Revision = z.infer<typeof revisionViewSchema>;

const KINDS = ['rule', 'local_domain', 'acceptance_settings', 'routing_settings', 'named_list'] as const;

export function RevisionTable({ revisions }: { readonly revisions: readonly Revision[] }) {
  const t = useTranslations('administration.revisions');
  return (
    <Table className={table.table ?? ''} horizontalSpacing="md" verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('number')}</Table.Th>
          <Table.Th>{t('what')}</Table.Th>
          <Table.Th>{t('who')}</Table.Th>
          <Table.Th>{t('when')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {revisions.map((revision, i) => (
          <Table.Tr key={revision.number}>
            <Table.Td data-label={t('number')} className={table.nowrap ?? ''}>
              <span>
                <strong>{revision.number}</strong>
                {i === 0 && <span className={classes.inForce}>{t('inForce')}</span>}
              </span>
            </Table.Td>
            <Table.Td>
              <Changes revision={revision} />
            </Table.Td>
            <Table.Td data-label={t('who')}>{revision.author}</Table.Td>
            <Table.Td data-label={t('when')}>
              <Moment value={revision.createdAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Changes({ revision: { changes, note } }: { readonly revision: Revision }) {
  const t = useTranslations('administration.revisions');
  if (changes.length === 0) return <span className={table.secondary}>{note === '' ? t('nothing') : note}</span>;
  return (
    <>
      <ul className={classes.changes}>
        {changes.map(({ action, kind, name }) => {
          const known = KINDS.find((one) => one === kind) ?? 'other';
          return <li key={`${action} ${kind} ${name}`}>{t(`change.${action}`, { thing: t(`things.${known}`, { name }) })}</li>;
        })}
      </ul>
      {note !== '' && <div className={table.secondary}>{note}</div>}
    </>
  );
}
