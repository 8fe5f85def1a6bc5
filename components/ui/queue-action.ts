'use client';

import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';
import { callApi } from '@/lib/api/client';
import { queueActionResultSchema, type queueActionSchema } from '@/lib/api/contracts/mail';
import type { RecipientState } from './recipient-state-badge';

export type QueueAction = z.infer<typeof queueActionSchema>['action'];

/** The most recipients that the API takes at once. */
const BATCH = 1000;

const ALLOWED: Record<QueueAction, readonly RecipientState[]> = {
  retry: ['pending', 'deferred'],
  hold: ['pending', 'deferred'],
  release: ['held'],
  return: ['pending', 'deferred', 'held'],
  delete: ['pending', 'deferred', 'held'],
};

/** Whether an action can do something for a recipient in this state. */
export function isAllowed(action: QueueAction, state: RecipientState): boolean {
  return ALLOWED[action].includes(state);
}

interface Wish {
  readonly action: QueueAction;
  readonly ids: readonly string[];
}

/** Carries out an action of the queue and tells how many recipients it touched. */
export function useQueueAction() {
  const t = useTranslations('mail');
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: (touched, { action, ids }) => {
      const untouched = ids.length - touched;
      notifications.show({
        color: touched > 0 ? 'seal' : 'yellow',
        title: t(`done.${action}`, { count: touched }),
        message: untouched > 0 ? t('untouched', { count: untouched }) : null,
        role: 'status',
      });
    },
    onError: (error) => notifications.show({ color: 'red', title: t('actionFailed'), message: error.message, role: 'alert' }),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['queue'] }),
        queryClient.invalidateQueries({ queryKey: ['messages'] }),
        queryClient.invalidateQueries({ queryKey: ['overview'] }),
      ]),
  });
}

async function send({ action, ids }: Wish): Promise<number> {
  let touched = 0;
  for (let from = 0; from < ids.length; from += BATCH) {
    const result = await callApi('/queue/actions', queueActionResultSchema, {
      method: 'POST',
      body: { action, ids: ids.slice(from, from + BATCH) },
    });
    touched += result.touched;
  }
  return touched;
}
