'use client';

import { Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useCertificates } from '@/components/ui/certificates-query';
import type { AcceptanceDraft } from './acceptance-page';
import classes from './basic-settings.module.css';

interface Line {
  readonly from: 'client' | 'gateway';
  readonly text: string;
}

/** The start of an SMTP session as the settings on the page will make it. */
export function SessionPreview({ draft }: { readonly draft: AcceptanceDraft }) {
  const t = useTranslations('basicSettings.acceptance');
  const hostname = useCertificates().data?.certificates[0]?.hostname ?? 'mail.example.com';
  return (
    <aside className={classes.preview}>
      <Title order={2}>{t('preview')}</Title>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls where it is narrow, and the keyboard must reach it */}
      <pre className={classes.dialogue} tabIndex={0}>
        {dialogue(draft, hostname).map(({ from, text }) => (
          <span key={text} className={classes.line} data-from={from}>
            {text}
            {'\n'}
          </span>
        ))}
      </pre>
      <p className={classes.previewNote}>{t('previewNote')}</p>
    </aside>
  );
}

function dialogue({ banner, maxMessageSize, offer }: AcceptanceDraft, hostname: string): readonly Line[] {
  const keywords = [
    hostname,
    ...(offer.pipelining ? ['PIPELINING'] : []),
    `SIZE ${maxMessageSize ?? ''}`.trim(),
    ...(offer.starttls ? ['STARTTLS'] : []),
    ...(offer.eightBitMime ? ['8BITMIME'] : []),
    ...(offer.smtpUtf8 ? ['SMTPUTF8'] : []),
    ...(offer.dsn ? ['DSN'] : []),
    ...(offer.chunking ? ['CHUNKING'] : []),
    'ENHANCEDSTATUSCODES',
  ];
  return [
    { from: 'gateway', text: `220 ${hostname} ESMTP ${banner}`.trim() },
    { from: 'client', text: 'EHLO client.example' },
    ...keywords.map((keyword, i): Line => ({ from: 'gateway', text: `250${i === keywords.length - 1 ? ' ' : '-'}${keyword}` })),
  ];
}
