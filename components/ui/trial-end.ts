'use client';

import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { callApi } from '@/lib/api/client';
import { revisionViewSchema } from '@/lib/api/contracts/revisions';
import type { OpenTrial } from './trial-query';

/** Says how a trial has ended that was seen before, whoever ended it, and has every page show the policy that is in force now. */
export function useTrialEnd(trial: OpenTrial | null): void {
  const queryClient = useQueryClient();
  const t = useTranslations('trial.ended');
  const ui = useTranslations('ui');
  const seen = useRef<OpenTrial | null>(null);

  const tell = useCallback(
    async ({ revision, revertTo }: OpenTrial) => {
      await queryClient.invalidateQueries();
      const { trial: outcome } = await callApi(`/revisions/${revision}`, revisionViewSchema);
      if (outcome === null || outcome === 'open') return;
      notifications.show({
        id: `trial-${revision}`,
        color: outcome === 'expired' ? 'orange' : 'seal',
        title: t(`${outcome}Title`, { revision }),
        message: t(outcome, { revision: revertTo }),
        role: 'status',
        // Whoever was away when nobody confirmed must still see it.
        autoClose: outcome === 'expired' ? false : 7000,
        closeButtonProps: { 'aria-label': ui('close') },
      });
    },
    [queryClient, t, ui],
  );

  useEffect(() => {
    const before = seen.current;
    seen.current = trial;
    // Without an answer the page shows what is in force all the same, only nobody says why.
    if (before !== null && before.revision !== trial?.revision) tell(before).catch(() => undefined);
  }, [trial, tell]);
}
