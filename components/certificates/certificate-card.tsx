'use client';

import { Title } from '@mantine/core';
import { useId } from 'react';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import type { z } from 'zod';
import { CopyButton } from '@/components/ui/copy-button';
import type { certificateViewSchema } from '@/lib/api/contracts/status';
import classes from './certificates.module.css';
import { SelfSignedHelp } from './self-signed-help';

type Certificate = z.infer<typeof certificateViewSchema>;

const DAY = 86_400_000;
const SOON = 21;

export function CertificateCard({ certificate }: { readonly certificate: Certificate }) {
  const t = useTranslations('certificates');
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  const id = useId();
  const notBefore = new Date(certificate.notBefore);
  const notAfter = new Date(certificate.notAfter);
  const days = Math.ceil((notAfter.getTime() - now.getTime()) / DAY);
  const fingerprint = certificate.sha256.replace(/[^0-9a-f]/gi, '').toUpperCase();
  const octets = fingerprint.match(/../g) ?? [];
  const spaced = octets.join(':');
  return (
    <section className={classes.card} aria-labelledby={id}>
      <div className={classes.head}>
        <Title order={2} id={id} className={classes.name ?? ''}>
          {certificate.hostname}
        </Title>
        <div className={classes.badges}>
          <Validity days={days} started={notBefore <= now} />
          {certificate.selfSigned && (
            <span className={classes.badge} data-tone="attention">
              {t('selfSigned')}
            </span>
          )}
        </div>
      </div>
      <dl className={classes.facts}>
        <div>
          <dt>{t('validity')}</dt>
          <dd>
            {t('validFromTo', {
              from: format.dateTime(notBefore, { dateStyle: 'long' }),
              to: format.dateTime(notAfter, { dateStyle: 'long' }),
            })}
            {days > 0 && <span className={classes.left}>{t('daysLeft', { days })}</span>}
          </dd>
          <div className={classes.meter} data-tone={days <= SOON ? 'attention' : 'good'} aria-hidden="true">
            <div style={{ width: `${passed(notBefore, notAfter, now) * 100}%` }} />
          </div>
        </div>
        <div>
          <dt>{t('fingerprint')}</dt>
          <dd className={classes.fingerprint}>
            <span>
              {octets.slice(0, 16).join(':')}:<wbr />
              {octets.slice(16).join(':')}
            </span>
            <CopyButton value={spaced} label={t('copyFingerprint')} />
          </dd>
        </div>
      </dl>
      {certificate.selfSigned && <SelfSignedHelp />}
    </section>
  );
}

function Validity({ days, started }: { readonly days: number; readonly started: boolean }) {
  const t = useTranslations('certificates');
  const [tone, text] = !started
    ? (['attention', t('notYetValid')] as const)
    : days <= 0
      ? (['bad', t('expired')] as const)
      : days <= SOON
        ? (['attention', t('expiresSoon', { days })] as const)
        : (['good', t('valid')] as const);
  return (
    <span className={classes.badge} data-tone={tone}>
      {text}
    </span>
  );
}

/** Share of the validity that is over, from 0 to 1. */
function passed(from: Date, to: Date, now: Date): number {
  return Math.min(1, Math.max(0, (now.getTime() - from.getTime()) / Math.max(1, to.getTime() - from.getTime())));
}
