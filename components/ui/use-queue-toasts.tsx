import { Button, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { type QueueAction, type QueueOutcome, undo } from './queue-action';

/** Milliseconds for which a toast offers to undo. */
const UNDO_SHOWN = 30_000;
const PROGRESS = 'queue-action-progress';

/** Tells what became of an action of the queue, and offers to undo it. */
export function useQueueToasts() {
  const t = useTranslations('mail');
  const format = useFormatter();
  const queryClient = useQueryClient();
  const number = (count: number) => ({ count, number: format.number(count) });

  const reload = () =>
    Promise.all(['queue', 'messages', 'overview'].map((subject) => queryClient.invalidateQueries({ queryKey: [subject] })));

  const progress = (touched: number) => {
    const told = { id: PROGRESS, loading: true, autoClose: false, withCloseButton: false, role: 'status' } as const;
    const message = t('actionProgress', number(touched));
    notifications.show({ ...told, message });
    notifications.update({ ...told, message });
  };

  const failed = (error: unknown) => {
    notifications.hide(PROGRESS);
    notifications.show({
      color: 'red',
      title: t('actionFailed'),
      message: error instanceof Error ? error.message : null,
      role: 'alert',
    });
  };

  /** @param focus the reader works with the keyboard: Undo is the next thing in reach */
  const done = (action: QueueAction | 'undo', outcome: QueueOutcome, focus: boolean) => {
    notifications.hide(PROGRESS);
    const { id, touched, beingDelivered, notPossible, brokeOff } = outcome;
    const left = [
      ...(brokeOff ? [t('actionStopped', number(touched))] : []),
      ...(beingDelivered > 0 ? [t('left.beingDelivered', number(beingDelivered))] : []),
      ...(notPossible > 0 ? [t(action === 'undo' ? 'left.undone' : 'left.notPossible', number(notPossible))] : []),
    ];
    const canUndo = touched > 0 && action !== 'undo' && action !== 'return';
    const toast = `queue-action-${id}-${action}`;
    notifications.show({
      id: toast,
      color: touched > 0 && !brokeOff ? 'seal' : 'yellow',
      title: t(`done.${action}`, number(touched)),
      role: 'status',
      ...(canUndo ? { autoClose: UNDO_SHOWN } : {}),
      message: (
        <Stack gap={6} align="flex-start">
          {left.map((line) => (
            <Text key={line} size="sm" inherit>
              {line}
            </Text>
          ))}
          {canUndo && (
            <UndoButton
              label={t('undo')}
              focus={focus}
              onUndo={() => {
                notifications.hide(toast);
                undo(id, progress)
                  .then((undone) => done('undo', undone, false), failed)
                  .finally(reload);
              }}
            />
          )}
        </Stack>
      ),
    });
  };
  return { progress, done, failed, reload };
}

function UndoButton({ label, focus, onUndo }: { readonly label: string; readonly focus: boolean; readonly onUndo: () => void }) {
  const ref = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focus) ref.current?.focus();
  }, [focus]);
  return (
    <Button ref={ref} size="compact-sm" variant="default" onClick={onUndo}>
      {label}
    </Button>
  );
}
