'use client';

import { Button, Checkbox, Table, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { QueueActionButtons } from '@/components/ui/queue-action-buttons';
import table from '@/components/ui/stacked-table.module.css';
import type { QueueEntry } from '@/lib/api/contracts/mail';
import classes from './queue.module.css';
import { QueueRow } from './queue-row';

interface Props {
  readonly entries: readonly QueueEntry[];
  readonly total: number;
}

/** The waiting deliveries with a selection; what has left the queue leaves the selection too. */
export function QueueTable({ entries, total }: Props) {
  const t = useTranslations('queue');
  const format = useFormatter();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const selected = useMemo(() => entries.filter(({ id }) => ticked.has(id)), [entries, ticked]);
  const clear = () => setTicked(new Set());
  const tick = (id: string, on: boolean) => setTicked((now) => new Set(on ? [...now, id] : [...now].filter((other) => other !== id)));

  return (
    <>
      <div className={classes.bar} data-active={selected.length > 0 || undefined}>
        <Text size="sm" role="status" className={classes.barText ?? ''}>
          {selected.length > 0
            ? t('selected', { count: selected.length })
            : entries.length < total
              ? t('shownOf', { shown: format.number(entries.length), total: format.number(total) })
              : t('total', { count: total })}
        </Text>
        {selected.length > 0 && (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
          <div role="group" aria-label={t('actionsLabel')} className={classes.barActions}>
            <QueueActionButtons deliveries={selected} onDone={clear} />
            <Button size="compact-sm" variant="subtle" color="gray" onClick={clear}>
              {t('clearSelection')}
            </Button>
          </div>
        )}
      </div>
      <Table className={`${table.table} ${classes.table}`} horizontalSpacing="md" verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th className={classes.select ?? ''}>
              <Checkbox
                size="sm"
                aria-label={t('selectAll')}
                checked={selected.length === entries.length}
                indeterminate={selected.length > 0 && selected.length < entries.length}
                onChange={(event) => setTicked(new Set(event.currentTarget.checked ? entries.map(({ id }) => id) : []))}
              />
            </Table.Th>
            <Table.Th>{t('recipient')}</Table.Th>
            <Table.Th>{t('why')}</Table.Th>
            <Table.Th>{t('next')}</Table.Th>
            <Table.Th>{t('until')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <QueueRow key={entry.id} entry={entry} selected={ticked.has(entry.id)} onSelect={(on) => tick(entry.id, on)} />
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
