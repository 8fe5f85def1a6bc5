'use client';

import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { ConfirmDialog } from './confirm-dialog';
import { carryOut, countFor, type QueueAction, type QueueTarget, type QueueWish } from './queue-action';
import { QueueActionConcerned } from './queue-action-concerned';
import { RouteDialog } from './route-dialog';
import { useQueueToasts } from './use-queue-toasts';

interface QueueActions {
  /** @param event of the button: one that was pressed with the keyboard has no clicks */
  readonly start: (action: QueueAction, event: { readonly detail: number }) => void;
  readonly busy: boolean;
  /** To be drawn beside the buttons. */
  readonly dialogs: ReactNode;
}

/** What an administrator can do with waiting deliveries. What must be thought over asks first. */
export function useQueueActions(target: QueueTarget, onDone?: () => void): QueueActions {
  const t = useTranslations('mail');
  const format = useFormatter();
  const toasts = useQueueToasts();
  const [asking, setAsking] = useState<'return' | 'delete' | 'route' | null>(null);
  const [keyboard, setKeyboard] = useState(false);
  const act = useMutation({
    mutationFn: ({ wish }: { readonly wish: QueueWish; readonly focus: boolean }) => carryOut(wish, target, toasts.progress),
    onSuccess: (outcome, { wish, focus }) => {
      toasts.done(wish.action, outcome, focus);
      onDone?.();
    },
    onError: toasts.failed,
    onSettled: () => {
      setAsking(null);
      return toasts.reload();
    },
  });

  const start: QueueActions['start'] = (action, { detail }) => {
    setKeyboard(detail === 0);
    if (action === 'return' || action === 'delete' || action === 'route') setAsking(action);
    else act.mutate({ wish: { action }, focus: detail === 0 });
  };
  const count = asking === null ? 0 : countFor(asking, target);
  const isMore = target.kind === 'matching' && target.more;
  const number = isMore ? t('confirm.moreThan', { number: format.number(count) }) : format.number(count);
  return {
    start,
    busy: act.isPending,
    dialogs: (
      <>
        <ConfirmDialog
          opened={asking === 'return' || asking === 'delete'}
          title={asking === 'return' || asking === 'delete' ? t(`confirm.${asking}Title`, { count, number }) : ''}
          confirmLabel={asking === 'return' || asking === 'delete' ? t(`confirm.${asking}Confirm`) : ''}
          busy={act.isPending}
          onClose={() => setAsking(null)}
          onConfirm={() => {
            if (asking === 'return' || asking === 'delete') act.mutate({ wish: { action: asking }, focus: keyboard });
          }}
        >
          {(asking === 'return' || asking === 'delete') && (
            <QueueActionConcerned action={asking} target={target} text={t(`confirm.${asking}Text`)} />
          )}
        </ConfirmDialog>
        {asking === 'route' && (
          <RouteDialog
            title={t('route.title', { count, number })}
            busy={act.isPending}
            onClose={() => setAsking(null)}
            onSubmit={(route) => act.mutate({ wish: { action: 'route', route }, focus: keyboard })}
          />
        )}
      </>
    ),
  };
}
