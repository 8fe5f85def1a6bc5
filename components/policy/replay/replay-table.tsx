import { Table, Text } from '@mantine/core';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'use-intl';
import table from '@/components/ui/stacked-table.module.css';
import type { ReplayOutcomeView, ReplayTableView } from '@/lib/api/contracts/replays';
import type { ReplayGrouping } from '@/lib/replay/tally';
import classes from './replay.module.css';

interface Props {
  readonly table: ReplayTableView;
  readonly grouping: ReplayGrouping;
}

/** The messages that would be decided otherwise: of whom, how many, what now and what then, with some to look at. */
export function ReplayTable({ table: { groups, further }, grouping }: Props) {
  const t = useTranslations('replay');
  return (
    <>
      <div className={table.frame}>
        <Table className={table.table ?? ''} horizontalSpacing="sm" verticalSpacing="xs" aria-label={t('title')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t(`groupings.${grouping}`)}</Table.Th>
              <Table.Th className={table.number ?? ''}>{t('messages')}</Table.Th>
              <Table.Th>{t('before')}</Table.Th>
              <Table.Th>{t('after')}</Table.Th>
              <Table.Th>{t('examples')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {groups.map((group) => (
              <GroupRow key={JSON.stringify([group.value, group.before, group.after])} group={group} grouping={grouping} />
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {further > 0 && (
        <Text size="sm" c="dimmed">
          {t('further', { count: further })}
        </Text>
      )}
    </>
  );
}

function GroupRow({ group, grouping }: { readonly group: ReplayTableView['groups'][number]; readonly grouping: ReplayGrouping }) {
  const t = useTranslations('replay');
  const format = useFormatter();
  const value = group.value ?? t(`nullValues.${grouping}`);
  return (
    <Table.Tr>
      <Table.Td className={table.primary ?? ''}>{value}</Table.Td>
      <Table.Td className={table.number ?? ''} data-label={t('messages')}>
        {format.number(group.messages)}
      </Table.Td>
      <Table.Td data-label={t('before')}>
        <Outcome outcome={group.before} />
      </Table.Td>
      <Table.Td data-label={t('after')}>
        <Outcome outcome={group.after} />
      </Table.Td>
      <Table.Td data-label={t('examples')}>
        <span className={classes.examples}>
          {group.examples.map((id, i) => (
            // In a tab of its own: the rule in the editor is not saved yet.
            <Link key={id} href={`/messages/${id}`} target="_blank" aria-label={t('example', { number: i + 1, value })}>
              {i + 1}
            </Link>
          ))}
        </span>
      </Table.Td>
    </Table.Tr>
  );
}

function Outcome({ outcome: { kind, detail } }: { readonly outcome: ReplayOutcomeView }) {
  const t = useTranslations('replay');
  return (
    <div>
      <span className={classes.kind} data-kind={kind}>
        {t(`outcomes.${kind}`)}
      </span>
      {detail !== '' && <div className={classes.detail}>{detail}</div>}
    </div>
  );
}
