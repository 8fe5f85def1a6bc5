'use client';

import { Anchor } from '@mantine/core';
import { IconMailPause } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import type { MessageDetail } from '@/lib/api/contracts/mail';
import { MomentAfter } from './offset';
import { Step } from './step';

/** The notifications that the sender got, each a message of its own. */
export function ReportSteps({ message: { reports, receivedAt } }: { readonly message: MessageDetail }) {
  const t = useTranslations('messages.detail');
  return reports.map((report) => (
    <Step
      key={report.id}
      icon={IconMailPause}
      tone="attention"
      title={t('reportStep')}
      aside={<MomentAfter at={report.receivedAt} since={receivedAt} />}
    >
      {t.rich('reportText', { message: () => <MessageLink id={report.id} /> })}
    </Step>
  ));
}

/** Of a notification: the message that it tells of. */
export function ReportsOn({ id }: { readonly id: string }) {
  const t = useTranslations('messages.detail');
  return <p>{t.rich('reportsOn', { message: () => <MessageLink id={id} /> })}</p>;
}

function MessageLink({ id }: { readonly id: string }) {
  return (
    <Anchor component={Link} href={`/messages/${encodeURIComponent(id)}`} inherit ff="monospace">
      {id}
    </Anchor>
  );
}
