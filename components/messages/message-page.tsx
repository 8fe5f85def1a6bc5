'use client';

import { Button, Group } from '@mantine/core';
import { IconMailQuestion, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { TableSkeleton } from '@/components/ui/skeletons';
import table from '@/components/ui/stacked-table.module.css';
import { AbsoluteTime } from '@/components/ui/time';
import { TlsBadge } from '@/components/ui/tls-badge';
import type { MessageDetail } from '@/lib/api/contracts/mail';
import { DecisionStep } from './decision-step';
import classes from './message.module.css';
import { isNotFound, messageQuery } from './message-query';
import { RecipientStep } from './recipient-step';
import { ReportSteps, ReportsOn } from './report-steps';
import { SessionStep } from './session-step';

const LIST = '/messages';

/** Page of one message: what happened to it from the connection to each delivery attempt, as a timeline. */
export function MessagePage({ id }: { readonly id: string }) {
  const t = useTranslations('messages');
  const message = useQuery(messageQuery(id));
  if (message.data !== undefined) return <Message message={message.data} />;
  return (
    <>
      <PageHeader back={{ href: LIST, label: t('title') }} title={t('detail.queueId', { id })} />
      <div className={table.frame}>
        {isNotFound(message.error) ? (
          <EmptyState
            icon={<IconMailQuestion size={22} stroke={1.7} />}
            title={t('detail.notFoundTitle')}
            action={
              <Button component={Link} href={LIST} variant="default">
                {t('title')}
              </Button>
            }
          >
            {t('detail.notFoundText')}
          </EmptyState>
        ) : message.isError ? (
          <ErrorState onRetry={() => void message.refetch()} retrying={message.isFetching} />
        ) : (
          <TableSkeleton />
        )}
      </div>
    </>
  );
}

function Message({ message }: { readonly message: MessageDetail }) {
  const t = useTranslations('messages.detail');
  const list = useTranslations('messages');
  const mail = useTranslations('mail');
  // A decision that each recipient has of its own stands with the recipients.
  const shared = message.decision;
  return (
    <>
      <PageHeader
        back={{ href: LIST, label: list('title') }}
        actions={
          <Group gap="sm">
            <Button component={Link} href={`/acceptance-routing/policy-tests?message=${encodeURIComponent(message.id)}`} variant="default">
              {t('keep')}
            </Button>
            <Button
              component={Link}
              href={`/acceptance-routing/simulator?message=${encodeURIComponent(message.id)}`}
              variant="default"
              leftSection={<IconPlayerPlay size={16} aria-hidden />}
            >
              {t('simulate')}
            </Button>
          </Group>
        }
        title={t('title', { sender: message.sender === '' ? mail('nullSender') : message.sender })}
        description={
          <span className={classes.head}>
            <span className={classes.verdict} data-accepted={message.accepted}>
              {message.accepted ? t('acceptedBadge') : t('refusedBadge')}
            </span>
            {message.writtenHere ? <span>{t('writtenHere')}</span> : <TlsBadge version={message.tlsVersion} />}
            <span>
              <AbsoluteTime value={message.receivedAt} />
            </span>
            <span className={table.mono}>{message.id}</span>
          </span>
        }
      />
      {message.reportsOn !== null && <ReportsOn id={message.reportsOn} />}
      <ol className={classes.timeline}>
        <SessionStep message={message} />
        {shared !== null && <DecisionStep decision={shared} accepted={message.accepted} />}
        {message.recipients.map((recipient) => (
          <RecipientStep key={recipient.id} recipient={recipient} since={message.receivedAt} />
        ))}
        <ReportSteps message={message} />
      </ol>
    </>
  );
}
