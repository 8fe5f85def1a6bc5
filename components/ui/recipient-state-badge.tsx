'use client';

import { useTranslations } from 'use-intl';
import type { z } from 'zod';
import type { recipientStateSchema } from '@/lib/api/contracts/mail';
import classes from './recipient-state-badge.module.css';

export type RecipientState = z.infer<typeof recipientStateSchema>;

const TONES: Record<RecipientState, 'good' | 'wait' | 'attention' | 'bad' | 'done'> = {
  refused: 'bad',
  discarded: 'done',
  redirected: 'done',
  pending: 'wait',
  active: 'wait',
  deferred: 'attention',
  held: 'attention',
  delivered: 'good',
  bounced: 'bad',
  expired: 'bad',
  deleted: 'done',
};

/** What has become of the mail for one recipient. */
export function RecipientStateBadge({ state }: { readonly state: RecipientState }) {
  const t = useTranslations('mail.states');
  return (
    <span className={classes.badge} data-tone={TONES[state]} data-state={state}>
      <span className={classes.dot} aria-hidden="true" />
      {t(state)}
    </span>
  );
}
