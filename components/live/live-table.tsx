'use client';

import { Table } from '@mantine/core';
import { IconArrowDownLeft, IconArrowUpRight } from '@tabler/icons-react';
import Link from 'next/link';
import { memo } from 'react';
import { useFormatter, useLocale, useTranslations } from 'use-intl';
import { SenderText } from '@/components/ui/sender-text';
import table from '@/components/ui/stacked-table.module.css';
import { TlsBadge } from '@/components/ui/tls-badge';
import { failureText } from '@/lib/i18n/failure-text';
import classes from './live.module.css';
import type { LiveRow, LiveRows } from './live-rows';

export function LiveTable({ rows }: { readonly rows: LiveRows }) {
  const t = useTranslations('live');
  return (
    <Table className={table.table ?? ''} horizontalSpacing="md" verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('time')}</Table.Th>
          <Table.Th>{t('peer')}</Table.Th>
          <Table.Th>{t('what')}</Table.Th>
          <Table.Th>{t('came')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Row key={row.key} row={row} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

const Row = memo(function Row({ row }: { readonly row: LiveRow }) {
  const t = useTranslations('live');
  const locale = useLocale();
  const format = useFormatter();
  const Icon = row.kind === 'session' ? IconArrowDownLeft : IconArrowUpRight;
  return (
    <Table.Tr>
      <Table.Td className={classes.time ?? ''}>
        <time dateTime={row.at}>{format.dateTime(new Date(row.at), 'timeOfDayToSecond')}</time>
      </Table.Td>
      <Table.Td className={classes.peer ?? ''}>
        <div className={classes.kind}>
          <Icon size={15} stroke={1.9} aria-hidden />
          {t(`kinds.${row.kind}`)}
        </div>
        <div className={table.mono}>{row.peer}</div>
      </Table.Td>
      <Table.Td>
        <What row={row} />
      </Table.Td>
      <Table.Td>
        <div className={classes.outcome}>
          <span className={classes.word} data-outcome={row.outcome}>
            {t(`outcomes.${row.outcome}`)}
          </span>
          {row.tls !== undefined && <TlsBadge version={row.tls} />}
        </div>
        {row.reason !== null && row.reason !== '' && <div>{failureText(row.reason, locale)}</div>}
        {row.detail !== '' && <div className={classes.detail}>{row.detail}</div>}
      </Table.Td>
    </Table.Tr>
  );
});

function What({ row: { kind, sender, recipient, recipients, queueId } }: { readonly row: LiveRow }) {
  const t = useTranslations('live');
  return (
    <>
      {sender !== null && (
        <div className={classes.address}>
          <SenderText sender={sender} />
        </div>
      )}
      {recipient !== null && <div className={classes.address}>{t('to', { recipient })}</div>}
      {recipient === null && recipients !== null && <div>{t('recipients', { count: recipients })}</div>}
      {queueId !== null && (
        <Link href={`/messages/${encodeURIComponent(queueId)}`} className={classes.id} aria-label={t('open', { id: queueId })}>
          {queueId}
        </Link>
      )}
      {kind === 'session' && sender === null && queueId === null && <span className={table.secondary}>{t('nothingYet')}</span>}
    </>
  );
}
