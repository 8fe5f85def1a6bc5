'use client';

import { Anchor } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { callApi } from '@/lib/api/client';
import { certificateListSchema } from '@/lib/api/contracts/status';
import classes from './certificate-banner.module.css';

export const CERTIFICATES_KEY = ['certificates'] as const;

export function useCertificates() {
  return useQuery({
    queryKey: CERTIFICATES_KEY,
    queryFn: ({ signal }) => callApi('/certificates', certificateListSchema, { signal }),
    staleTime: 60_000,
  });
}

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
