'use client';

import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { ActiveOn } from './revision-status';
import { TRIAL_KEY } from './trial-query';
import { WORKERS_KEY } from './workers-query';

/** Milliseconds that a note stays which can be undone from: long enough to read it and think. */
const UNDO_TIME = 15_000;

/**
 * Tells after each save which revision it made and, as they confirm, on how many workers it is active. A live region. With `undo` it has a button
 * that takes the change back.
 */
export function useSavedNote(): (revision: number, undo?: () => void) => void {
  const queryClient = useQueryClient();
  const t = useTranslations('ui');
  return useCallback(
    (revision, undo) => {
      for (const queryKey of [WORKERS_KEY, TRIAL_KEY]) void queryClient.invalidateQueries({ queryKey });
      const id = `saved ${revision}`;
      notifications.show({
        id,
        color: 'seal',
        icon: <IconCheck size={18} aria-hidden />,
        title: t('revision.saved', { revision }),
        message: (
          <>
            <ActiveOn revision={revision} />
            {undo !== undefined && (
              <Button
                variant="subtle"
                size="compact-sm"
                ml="xs"
                onClick={() => {
                  notifications.hide(id);
                  undo();
                }}
              >
                {t('undo')}
              </Button>
            )}
          </>
        ),
        role: 'status',
        ...(undo === undefined ? {} : { autoClose: UNDO_TIME }),
        closeButtonProps: { 'aria-label': t('close') },
      });
    },
    [queryClient, t],
  );
}
