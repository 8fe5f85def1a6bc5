'use client';

import { IconLock, IconLockOpen2 } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import classes from './tls-badge.module.css';

/** The TLS version of a connection; plaintext is marked so that it cannot be overlooked. */
export function TlsBadge({ version }: { readonly version: string | null }) {
  const t = useTranslations('mail');
  return (
    <span className={classes.badge} data-strength={version === null ? 'none' : 'forced'}>
      {version === null ? <IconLockOpen2 size={13} stroke={1.9} aria-hidden /> : <IconLock size={13} stroke={1.9} aria-hidden />}
      {version === null ? t('plaintext') : version.replace(/^TLSv/, 'TLS ')}
    </span>
  );
}
