import { Input, SegmentedControl, Text } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ReplayReport } from '@/lib/api/contracts/replays';
import { REPLAY_EFFECTS, REPLAY_GROUPINGS, type ReplayGrouping } from '@/lib/replay/tally';
import classes from './replay.module.css';
import { ReplayTable } from './replay-table';

/** What a replay has found, in sentences and as a table. */
export function ReplayResult({ report }: { readonly report: ReplayReport }) {
  const t = useTranslations('replay');
  const [grouping, setGrouping] = useState<ReplayGrouping>('senderDomain');
  const labelId = useId();
  const { done, total, judged, changed, incomplete, effects, tables } = report;
  if (done && total === 0) return <Text c="dimmed">{t('empty')}</Text>;
  const found = REPLAY_EFFECTS.flatMap((effect) => {
    const count = effects[effect] ?? 0;
    return count === 0 ? [] : [{ effect, sentence: t(`effects.${effect}`, { count, judged }) }];
  });
  return (
    <>
      <div role="status" className={classes.sentences}>
        {changed === 0 && done && <p>{t('none', { judged })}</p>}
        {found.length > 1 && <p className={classes.changed}>{t('changed', { changed, judged })}</p>}
        {found.map(({ effect, sentence }) => (
          <p key={effect} className={found.length === 1 ? classes.changed : undefined} data-effect={effect}>
            {sentence}
          </p>
        ))}
        {incomplete > 0 && <p>{t('notRecorded', { count: incomplete })}</p>}
      </div>
      {changed > 0 && (
        <>
          <div className={classes.grouping}>
            <Input.Label id={labelId} component="span">
              {t('groupBy')}
            </Input.Label>
            <SegmentedControl
              aria-labelledby={labelId}
              size="xs"
              value={grouping}
              onChange={(value) => setGrouping(REPLAY_GROUPINGS.find((each) => each === value) ?? 'senderDomain')}
              data={REPLAY_GROUPINGS.map((value) => ({ value, label: t(`groupings.${value}`) }))}
            />
          </div>
          <ReplayTable table={tables[grouping]} grouping={grouping} />
          <Text size="xs" c="dimmed">
            {t('basis')}
          </Text>
        </>
      )}
    </>
  );
}
