'use client';

import { Anchor } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'use-intl';
import { queueGroupsQuery } from '@/components/ui/queue-groups-query';
import { useGroupWords } from '@/components/ui/use-group-words';
import classes from './queue.module.css';

const SHOWN_AT_MOST = 4;

interface Props {
  /** Shows the deliveries of a next hop. */
  readonly onShow: (changes: Readonly<Record<string, string>>) => void;
  readonly onShowAll: () => void;
}

/** The next hops at which most mail waits after a failure, each in a sentence: one broken next hop is seen as one thing, not as fifty rows. */
export function QueueSummary({ onShow, onShowAll }: Props) {
  const t = useTranslations('queue');
  const format = useFormatter();
  const words = useGroupWords();
  const { data } = useQuery(queueGroupsQuery);
  const groups = data?.groups.filter(({ reason }) => reason !== null) ?? [];
  if (data === undefined || groups.length === 0) return null;
  return (
    <section className={classes.summary} aria-label={t('summaryTitle')}>
      <h2 className={classes.summaryTitle}>
        <IconAlertTriangle size={16} stroke={1.8} aria-hidden />
        {t('summaryTitle')}
      </h2>
      <ul className={classes.groups}>
        {groups.slice(0, SHOWN_AT_MOST).map((group) => (
          <li key={group.nextHop}>
            <span className={classes.groupCount}>{format.number(group.waiting)}</span>
            <span>
              <Anchor
                component="button"
                type="button"
                className={classes.hop}
                aria-label={t('groups.show', { nextHop: group.nextHop })}
                onClick={() => onShow({ nextHop: group.nextHop })}
              >
                {group.nextHop}
              </Anchor>
              {': '}
              {words(group)}
            </span>
          </li>
        ))}
      </ul>
      {data.total > SHOWN_AT_MOST && (
        <Anchor component="button" type="button" size="sm" mt={6} onClick={onShowAll}>
          {t('summaryAll', { total: format.number(data.total) })}
        </Anchor>
      )}
    </section>
  );
}
