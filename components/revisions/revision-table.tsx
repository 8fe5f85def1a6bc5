'use client';

import { Anchor, Button, Checkbox, Table, VisuallyHidden } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Moment } from '@/components/ui/moment';
import { differencePath } from '@/components/ui/revision-paths';
import table from '@/components/ui/stacked-table.module.css';
import type { RevisionView } from '@/lib/api/contracts/revisions';
import { RevisionChanges } from './revision-changes';
import { RevisionMarks } from './revision-marks';
import classes from './revisions.module.css';

interface Props {
  readonly revisions: readonly RevisionView[];
  readonly current: number;
  /** To be compared; at most two. */
  readonly chosen: readonly number[];
  readonly onChoose: (number: number, on: boolean) => void;
  readonly onRestore: (number: number) => void;
}

export function RevisionTable({ revisions, current, chosen, onChoose, onRestore }: Props) {
  const t = useTranslations('revisions');
  return (
    <Table className={table.table ?? ''} horizontalSpacing="md" verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('number')}</Table.Th>
          <Table.Th>{t('what')}</Table.Th>
          <Table.Th>{t('who')}</Table.Th>
          <Table.Th>{t('when')}</Table.Th>
          <Table.Th className={table.actions ?? ''}>
            <VisuallyHidden>{t('actions')}</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {revisions.map((revision) => {
          const { number } = revision;
          return (
            <Table.Tr key={number}>
              <Table.Td>
                <div className={classes.number}>
                  <Checkbox
                    size="xs"
                    aria-label={t('select', { revision: number })}
                    checked={chosen.includes(number)}
                    disabled={chosen.length === 2 && !chosen.includes(number)}
                    onChange={(event) => onChoose(number, event.currentTarget.checked)}
                  />
                  <strong>{number}</strong>
                  <RevisionMarks revision={revision} current={current} />
                </div>
              </Table.Td>
              <Table.Td className={classes.what ?? ''}>
                <RevisionChanges revision={revision} />
              </Table.Td>
              <Table.Td data-label={t('who')}>{revision.author}</Table.Td>
              <Table.Td data-label={t('when')}>
                <Moment value={revision.createdAt} />
              </Table.Td>
              <Table.Td className={table.actions ?? ''}>
                {number > 1 && (
                  <Anchor
                    component={Link}
                    href={differencePath(number - 1, number)}
                    size="sm"
                    aria-label={t('showChangeOf', { revision: number })}
                  >
                    {t('showChange')}
                  </Anchor>
                )}
                {number < current && (
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    color="gray"
                    aria-label={t('restoreOf', { revision: number })}
                    onClick={() => onRestore(number)}
                  >
                    {t('restore')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
