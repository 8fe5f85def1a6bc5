'use client';

import { IconMinus, IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useFormatter, useTranslations } from 'use-intl';
import type { z } from 'zod';
import table from '@/components/ui/stacked-table.module.css';
import { TlsBadge } from '@/components/ui/tls-badge';
import type { attemptViewSchema } from '@/lib/api/contracts/mail';
import { TLS_LEVELS, type TlsLevel } from '@/lib/mail/tls-level';
import classes from './attempt.module.css';
import { Fact } from './step';

type Attempt = z.infer<typeof attemptViewSchema>;
type Certificate = NonNullable<NonNullable<Attempt['achieved']>['certificate']>;

/** Demanded and achieved side by side, and whether the one satisfies the other. */
export function AttemptTls({ attempt: { demanded, achieved, demand } }: { readonly attempt: Attempt }) {
  const t = useTranslations('messages.detail');
  const levels = useTranslations('mail.levels');
  const words = (level: string) => (isLevel(level) ? levels(level) : level);
  return (
    <div className={classes.tls}>
      <div className={classes.side}>
        <div className={classes.label}>{t('demanded')}</div>
        <div className={classes.level}>{words(demanded.level)}</div>
        <div className={table.secondary}>{demanded.sentence}</div>
      </div>
      <div className={classes.side}>
        <div className={classes.label}>{t('achieved')}</div>
        {achieved === null ? (
          <div className={table.secondary}>{t('notReached')}</div>
        ) : (
          <>
            <div className={classes.level}>{words(achieved.level)}</div>
            <div className={classes.badges}>
              <TlsBadge version={achieved.version} />
              {achieved.cipher !== null && <span className={table.mono}>{achieved.cipher}</span>}
              {achieved.group !== null && <span className={table.mono}>{achieved.group}</span>}
            </div>
          </>
        )}
      </div>
      <Verdict outcome={demand} />
      {achieved !== null && achieved.certificate !== null && <CertificateFacts certificate={achieved.certificate} />}
    </div>
  );
}

const VERDICTS = {
  none: { Icon: IconMinus, words: 'notDemanded' },
  met: { Icon: IconShieldCheck, words: 'met' },
  'not-met': { Icon: IconShieldX, words: 'notMet' },
} as const;

function Verdict({ outcome }: { readonly outcome: Attempt['demand'] }) {
  const t = useTranslations('messages.detail');
  const { Icon, words } = VERDICTS[outcome];
  return (
    <p className={classes.verdict} data-outcome={words}>
      <Icon size={16} stroke={1.8} aria-hidden />
      {t(words)}
    </p>
  );
}

function CertificateFacts({ certificate }: { readonly certificate: Certificate }) {
  const t = useTranslations('messages.detail');
  const format = useFormatter();
  const day = (text: string) => {
    const date = new Date(text);
    return Number.isNaN(date.getTime()) ? text : format.dateTime(date, { dateStyle: 'medium' });
  };
  return (
    <details className={classes.certificate}>
      <summary>
        {t('certificate')}: <span className={table.mono}>{certificate.names[0] ?? certificate.subject}</span>
      </summary>
      <dl className={classes.certificateFacts}>
        <Fact name={t('subjectOf')}>{certificate.subject}</Fact>
        <Fact name={t('issuer')}>{certificate.issuer}</Fact>
        <Fact name={t('names')}>{certificate.names.join(', ')}</Fact>
        {certificate.key !== null && <Fact name={t('key')}>{t('keyBits', certificate.key)}</Fact>}
        <Fact name={t('valid')}>{t('validFromTo', { from: day(certificate.notBefore), to: day(certificate.notAfter) })}</Fact>
        <Fact name={t('fingerprint')}>
          <span className={table.mono}>{certificate.sha256}</span>
        </Fact>
      </dl>
    </details>
  );
}

function isLevel(level: string): level is TlsLevel {
  return TLS_LEVELS.some((known) => known === level);
}
