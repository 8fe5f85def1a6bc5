'use client';

import { Button, Checkbox, Table } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { QueueTarget } from '@/components/ui/queue-action';
import { QueueActionButtons } from '@/components/ui/queue-action-buttons';
import table from '@/components/ui/stacked-table.module.css';
import type { QueueEntry } from '@/lib/api/contracts/queue';
import classes from './queue.module.css';
import { QueueRow } from './queue-row';

interface Props {
  readonly entries: readonly QueueEntry[];
  /** All that the filter finds, shown or not. */
  readonly matching: Extract<QueueTarget, { kind: 'matching' }>;
}

/** The waiting deliveries with a selection: of those shown, or of all that match. What has left the queue leaves the selection too. */
export function QueueTable({ entries, matching }: Props) {
  const t = useTranslations('queue');
  const format = useFormatter();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [wantsAll, setWantsAll] = useState(false);
  const selected = useMemo(() => entries.filter(({ id }) => ticked.has(id)), [entries, ticked]);
  const clear = () => {
    setTicked(new Set());
    setWantsAll(false);
  };
  const tick = useCallback((id: string, on: boolean) => {
    setWantsAll(false);
    setTicked((now) => new Set(on ? [...now, id] : [...now].filter((other) => other !== id)));
  }, []);
  const allShown = selected.length === entries.length;
  const hasMore = matching.more || matching.total > entries.length;
  const takesAll = wantsAll && allShown;
  const target: QueueTarget = takesAll ? matching : { kind: 'chosen', deliveries: selected };
  const number = matching.more ? t('moreThan', { number: format.number(matching.total) }) : format.number(matching.total);

  return (
    <>
      <div className={classes.bar} data-active={selected.length > 0 || undefined}>
        <Checkbox
          size="sm"
          aria-label={t('selectAll')}
          checked={allShown}
          indeterminate={selected.length > 0 && !allShown}
          onChange={(event) => {
            setWantsAll(false);
            setTicked(new Set(event.currentTarget.checked ? entries.map(({ id }) => id) : []));
          }}
        />
        <span role="status" className={classes.barText}>
          {takesAll
            ? t('allMatchingSelected', { count: matching.total, number })
            : selected.length > 0
              ? t('selected', { count: selected.length })
              : hasMore
                ? t('shownOf', { shown: format.number(entries.length), total: number })
                : t('total', { count: entries.length })}
        </span>
        {selected.length > 0 && (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
          <div role="group" aria-label={t('actionsLabel')} className={classes.barActions}>
            {allShown && hasMore && !takesAll && (
              <Button size="compact-sm" variant="light" onClick={() => setWantsAll(true)}>
                {t('selectAllMatching', { count: matching.total, number })}
              </Button>
            )}
            <QueueActionButtons target={target} onDone={clear} />
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
              <span className={classes.hidden}>{t('select')}</span>
            </Table.Th>
            <Table.Th>{t('recipient')}</Table.Th>
            <Table.Th>{t('why')}</Table.Th>
            <Table.Th>{t('next')}</Table.Th>
            <Table.Th>{t('until')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <QueueRow key={entry.id} entry={entry} selected={ticked.has(entry.id)} onSelect={tick} />
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
