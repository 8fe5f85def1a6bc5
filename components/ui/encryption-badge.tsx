'use client';

import { IconLock, IconLockOpen2 } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { RelayTarget } from '@/lib/policy/relay-target';
import classes from './tls-badge.module.css';

/** How a connection to a next hop is protected, as configured. */
export function EncryptionBadge({ encryption }: { readonly encryption: RelayTarget['encryption'] }) {
  const t = useTranslations('relay');
  const strength = encryption === 'plaintext' ? 'none' : encryption === 'opportunistic' ? 'maybe' : 'forced';
  const Icon = strength === 'forced' ? IconLock : IconLockOpen2;
  return (
    <span className={classes.badge} data-strength={strength}>
      <Icon size={13} stroke={1.9} aria-hidden />
      {t(`encryptions.${encryption}`)}
    </span>
  );
}
