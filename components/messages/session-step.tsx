'use client';

import { IconPlugConnected } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { SizeText } from '@/components/ui/size-text';
import table from '@/components/ui/stacked-table.module.css';
import { AbsoluteTime } from '@/components/ui/time';
import { TlsBadge } from '@/components/ui/tls-badge';
import type { MessageDetail } from '@/lib/api/contracts/mail';
import classes from './message.module.css';
import { Fact, Step } from './step';

/** The client, how it was connected, and what it wanted to send. */
export function SessionStep({ message }: { readonly message: MessageDetail }) {
  const t = useTranslations('messages.detail');
  return (
    <Step
      icon={IconPlugConnected}
      tone={message.tlsVersion === null && !message.writtenHere ? 'attention' : 'good'}
      title={message.writtenHere ? t('writtenHere') : t('sessionStep', { client: message.clientIp })}
      aside={<AbsoluteTime value={message.receivedAt} />}
    >
      <dl className={classes.facts}>
        {!message.writtenHere && (
          <>
            <Fact name={t('encryption')}>
              <TlsBadge version={message.tlsVersion} />
            </Fact>
            <Fact name={t('cipher')}>
              {message.tlsCipher === null ? t('noCipher') : <span className={table.mono}>{message.tlsCipher}</span>}
            </Fact>
            <Fact name={t('client')}>
              <span className={table.mono}>
                {message.clientIp}:{message.clientPort}
              </span>
            </Fact>
            <Fact name={t('ehlo')}>
              <span className={table.mono}>{message.ehloName === '' ? '–' : message.ehloName}</span>
            </Fact>
            <Fact name={t('listener')}>{message.listener}</Fact>
            <Fact name={t('user')}>{message.authenticatedUser ?? <span className={table.secondary}>{t('notSignedIn')}</span>}</Fact>
          </>
        )}
        {message.size !== null && (
          <Fact name={t('size')}>
            <SizeText octets={message.size} />
          </Fact>
        )}
        {message.subject !== null && (
          <Fact name={t('subject')} wide>
            {message.subject}
          </Fact>
        )}
        {message.messageIdHeader !== null && (
          <Fact name={t('messageId')} wide>
            <span className={table.mono}>{message.messageIdHeader}</span>
          </Fact>
        )}
      </dl>
      <p className={classes.replyLine} data-accepted={message.accepted}>
        <span className={classes.replyName}>{t('reply')}</span>
        <span className={classes.said}>{message.reply}</span>
      </p>
    </Step>
  );
}
