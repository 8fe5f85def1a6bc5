'use client';

import { Anchor } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'use-intl';
import classes from './certificate-banner.module.css';
import { useCertificates } from './certificates-query';

/** Warns on every page but the dashboard, which lists it with the rest, while the listeners show a certificate that no partner can verify. */
export function CertificateBanner() {
  const t = useTranslations('ui.certificate');
  const onDashboard = usePathname() === '/';
  const { data } = useCertificates();
  const selfSigned = data?.certificates.find((certificate) => certificate.selfSigned);
  if (selfSigned === undefined || onDashboard) return null;
  return (
    <aside className={classes.banner} aria-label={t('title')}>
      <IconAlertTriangle size={17} stroke={1.8} className={classes.icon} aria-hidden />
      <div>
        <strong>{t('title')}.</strong> {t('text', { hostname: selfSigned.hostname })}{' '}
        <Anchor component={Link} href="/certificates" inherit underline="always">
          {t('link')}
        </Anchor>
      </div>
    </aside>
  );
}
