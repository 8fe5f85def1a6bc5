'use client';

import { IconAlertTriangle } from '@tabler/icons-react';
import { useFormatter, useLocale, useTranslations } from 'use-intl';
import type { QueueEntry } from '@/lib/api/contracts/mail';
import { failureText } from '@/lib/i18n/failure-text';
import classes from './queue.module.css';
import { groupByReason } from './waiting-reason';

const SHOWN_AT_MOST = 4;

/** The failures among the entries, by reason: one broken next hop is seen as one thing, not as fifty rows. */
export function QueueSummary({ entries, complete }: { readonly entries: readonly QueueEntry[]; readonly complete: boolean }) {
  const t = useTranslations('queue');
  const locale = useLocale();
  const format = useFormatter();
  const groups = groupByReason(entries);
  if (groups.length === 0) return null;
  return (
    <section className={classes.summary} aria-label={t('summaryTitle')}>
      <h2 className={classes.summaryTitle}>
        <IconAlertTriangle size={16} stroke={1.8} aria-hidden />
        {t('summaryTitle')}
        {!complete && <span className={classes.summaryPart}>{t('summaryPart', { count: format.number(entries.length) })}</span>}
      </h2>
      <ul className={classes.groups}>
        {groups.slice(0, SHOWN_AT_MOST).map(({ reason, count, nextHops }) => (
          <li key={reason}>
            <span className={classes.groupCount}>{format.number(count)}</span>
            <span className={classes.groupWords}>
              <span>{failureText(reason, locale)}</span>
              {nextHops.length > 0 && (
                <span className={classes.groupHops}>
                  {nextHops.slice(0, 3).join(', ')}
                  {nextHops.length > 3 && ' …'}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
