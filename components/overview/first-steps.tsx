'use client';

import { IconCircle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useCertificates } from '@/components/ui/certificates-query';
import { Section } from '@/components/ui/section';
import { useWorkers } from '@/components/ui/workers-query';
import classes from './overview.module.css';
import { localDomainsQuery } from './overview-query';

/** What to do with a gateway that has not seen any mail yet. */
export function FirstSteps() {
  const t = useTranslations('overview.first');
  const domains = useQuery(localDomainsQuery).data?.domains ?? [];
  const workers = useWorkers().data?.workers ?? [];
  const certificates = useCertificates().data?.certificates ?? [];
  const ports = workers[0]?.listeners.map(({ port }) => port).join(', ') ?? 'none';
  const steps = [
    { key: 'worker', href: '/services/smtp-receiving', done: workers.length > 0, text: t('worker.text', { ports }) },
    { key: 'domains', href: '/domains', done: domains.length > 0, text: t('domains.text') },
    { key: 'sending', href: '/acceptance-routing/acceptance-basic-settings', done: null, text: t('sending.text') },
    { key: 'certificate', href: '/certificates', done: certificates.some(({ selfSigned }) => !selfSigned), text: t('certificate.text') },
    { key: 'forceTls', href: '/acceptance-routing/force-tls', done: null, text: t('forceTls.text') },
    { key: 'send', href: '/messages', done: null, text: t('send.text') },
  ] as const;
  return (
    <Section title={t('title')} description={t('text')} flush>
      <ol className={classes.steps}>
        {steps.map(({ key, href, done, text }) => (
          <li key={key} className={classes.step}>
            {done === true ? (
              <IconCircleCheck size={20} stroke={1.8} className={classes.stepDone} aria-label={t('done')} role="img" />
            ) : (
              <IconCircle size={20} stroke={1.8} className={classes.stepOpen} aria-hidden />
            )}
            <div>
              <Link href={href} className={classes.stepLink}>
                {t(`${key}.title`)}
              </Link>
              <div className={classes.stepText}>{text}</div>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}
