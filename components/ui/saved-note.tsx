'use client';

import { notifications } from '@mantine/notifications';
import { IconCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { ActiveOn } from './revision-status';
import { WORKERS_KEY } from './workers-query';

/** Tells after each save which revision it made and, as they confirm, on how many workers it is active. A live region. */
export function useSavedNote(): (revision: number) => void {
  const queryClient = useQueryClient();
  const t = useTranslations('ui');
  return useCallback(
    (revision) => {
      void queryClient.invalidateQueries({ queryKey: WORKERS_KEY });
      notifications.show({
        color: 'seal',
        icon: <IconCheck size={18} aria-hidden />,
        title: t('revision.saved', { revision }),
        message: <ActiveOn revision={revision} />,
        role: 'status',
        closeButtonProps: { 'aria-label': t('close') },
      });
    },
    [queryClient, t],
  );
}
