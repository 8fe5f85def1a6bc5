'use client';

import { Checkbox, Table } from '@mantine/core';
import Link from 'next/link';
import { memo } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { Moment } from '@/components/ui/moment';
import { RecipientStateBadge } from '@/components/ui/recipient-state-badge';
import { SenderText } from '@/components/ui/sender-text';
import { SizeText } from '@/components/ui/size-text';
import table from '@/components/ui/stacked-table.module.css';
import { TimeAgo } from '@/components/ui/time';
import type { QueueEntry } from '@/lib/api/contracts/queue';
import { failureText } from '@/lib/i18n/failure-text';
import classes from './queue.module.css';
import { waitingReason } from './waiting-reason';

interface Props {
  readonly entry: QueueEntry;
  readonly selected: boolean;
  readonly onSelect: (id: string, selected: boolean) => void;
}

/** One waiting delivery. Drawn anew only if something about it has changed: a list of thousands is updated every few seconds. */
export const QueueRow = memo(function QueueRow({ entry, selected, onSelect }: Props) {
  const t = useTranslations('queue');
  return (
    <Table.Tr data-selected={selected || undefined} className={classes.row ?? ''}>
      <Table.Td className={classes.select ?? ''}>
        <Checkbox
          size="sm"
          aria-label={t('selectOne', { recipient: entry.recipient })}
          checked={selected}
          onChange={(event) => onSelect(entry.id, event.currentTarget.checked)}
        />
      </Table.Td>
      <Table.Td>
        <Link
          href={`/messages/${entry.queueId}`}
          className={classes.recipient}
          aria-label={`${entry.recipient}, ${t('openMessage', { id: entry.queueId })}`}
        >
          {entry.recipient}
        </Link>
        <div className={table.secondary}>{t.rich('from', { sender: () => <SenderText sender={entry.sender} /> })}</div>
        <div className={classes.facts}>
          <span className={table.mono}>{entry.queueId}</span>
          <span>
            <SizeText octets={entry.size} />
          </span>
          <TimeAgo value={entry.receivedAt} />
        </div>
      </Table.Td>
      <Table.Td>
        <RecipientStateBadge state={entry.state} />
        <Why entry={entry} />
      </Table.Td>
      <Table.Td data-label={t('next')}>
        <NextAttempt entry={entry} />
      </Table.Td>
      <Table.Td data-label={t('until')}>{entry.expiresAt === null ? '–' : <Moment value={entry.expiresAt} />}</Table.Td>
    </Table.Tr>
  );
});

function Why({ entry }: { readonly entry: QueueEntry }) {
  const t = useTranslations('queue');
  const locale = useLocale();
  const why = waitingReason(entry);
  const words =
    why.kind === 'failed'
      ? failureText(why.reason, locale)
      : t(({ active: 'beingDelivered', held: 'untilReleased', untried: 'firstAttempt' } as const)[why.kind]);
  return (
    <div className={classes.why}>
      <div>{words}</div>
      {entry.lastError !== null && <div className={classes.said}>{entry.lastError}</div>}
      {(entry.attempts > 0 || entry.nextHop !== null || entry.sentTo !== null) && (
        <div className={table.secondary}>
          {[
            t('attemptsCount', { count: entry.attempts }),
            ...(entry.nextHop === null ? [] : [t('nextHop', { nextHop: entry.nextHop })]),
            ...(entry.sentTo === null ? [] : [t('sentTo', { hosts: entry.sentTo })]),
          ].join(' · ')}
        </div>
      )}
    </div>
  );
}

function NextAttempt({ entry }: { readonly entry: QueueEntry }) {
  const t = useTranslations('queue');
  if (entry.state === 'held') return <span className={table.secondary}>{t('noNext')}</span>;
  if (entry.state === 'active') return <span className={table.secondary}>{t('activeNow')}</span>;
  if (entry.state === 'pending' || entry.nextAttemptAt === null) return t('due');
  return <Moment value={entry.nextAttemptAt} />;
}
