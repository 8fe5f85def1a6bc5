'use client';

import { Table } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'use-intl';
import { Moment } from '@/components/ui/moment';
import { RecipientStateBadge } from '@/components/ui/recipient-state-badge';
import { SenderText } from '@/components/ui/sender-text';
import { SizeText } from '@/components/ui/size-text';
import table from '@/components/ui/stacked-table.module.css';
import { TlsBadge } from '@/components/ui/tls-badge';
import type { MessageSummary } from '@/lib/api/contracts/mail';
import classes from './messages.module.css';

const RECIPIENTS_SHOWN = 3;

export function MessageTable({ messages }: { readonly messages: readonly MessageSummary[] }) {
  const t = useTranslations('messages');
  return (
    <Table className={`${table.table} ${classes.table}`} horizontalSpacing="md" verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('received')}</Table.Th>
          <Table.Th>{t('client')}</Table.Th>
          <Table.Th>{t('envelope')}</Table.Th>
          <Table.Th>{t('reply')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {messages.map((message) => (
          <MessageRow key={message.id} message={message} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function MessageRow({ message }: { readonly message: MessageSummary }) {
  const t = useTranslations('messages');
  const mail = useTranslations('mail');
  const format = useFormatter();
  const sender = message.sender === '' ? mail('nullSender') : message.sender;
  const time = format.dateTime(new Date(message.receivedAt), 'second');
  return (
    <Table.Tr className={classes.row ?? ''} data-accepted={message.accepted}>
      <Table.Td className={classes.received ?? ''}>
        <Moment value={message.receivedAt} />
      </Table.Td>
      <Table.Td className={classes.client ?? ''}>
        {message.writtenHere ? (
          <span className={table.secondary}>{t('writtenHere')}</span>
        ) : (
          <>
            <div className={table.mono}>{message.clientIp}</div>
            <TlsBadge version={message.tlsVersion} />
          </>
        )}
      </Table.Td>
      <Table.Td>
        <Link href={`/messages/${message.id}`} className={classes.link} aria-label={t('open', { sender, time })}>
          <SenderText sender={message.sender} />
        </Link>
        <Recipients recipients={message.recipients} />
      </Table.Td>
      <Table.Td>
        <div className={classes.reply} data-accepted={message.accepted}>
          {message.reply}
        </div>
        <div className={classes.facts}>
          <span>{message.decidedBy === null ? t('byDefaults') : t('byRule', { name: message.decidedBy.name })}</span>
          {message.size !== null && (
            <span>
              <SizeText octets={message.size} />
            </span>
          )}
        </div>
        {message.wouldHave.length > 0 && (
          <div className={classes.would}>
            <IconEye size={14} stroke={1.8} aria-hidden />
            {t('wouldHave', { count: message.wouldHave.length, names: message.wouldHave.join(', ') })}
          </div>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function Recipients({ recipients }: { readonly recipients: MessageSummary['recipients'] }) {
  const t = useTranslations('messages');
  if (recipients.length === 0) return <div className={table.secondary}>{t('noRecipients')}</div>;
  const more = recipients.length - RECIPIENTS_SHOWN;
  return (
    <ul className={classes.recipients}>
      {recipients.slice(0, RECIPIENTS_SHOWN).map(({ address, state }) => (
        <li key={address}>
          <span className={classes.address}>
            <span className={classes.to}>{t('to')}</span> {address}
          </span>
          <RecipientStateBadge state={state} />
        </li>
      ))}
      {more > 0 && <li className={table.secondary}>{t('moreRecipients', { count: more })}</li>}
    </ul>
  );
}
