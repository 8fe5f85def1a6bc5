'use client';

import { Button, Group } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { countFor, type QueueTarget } from './queue-action';
import classes from './queue-action-buttons.module.css';
import { QUEUE_ACTION_ICONS } from './queue-action-icons';
import { useQueueActions } from './use-queue-actions';

interface Props {
  readonly target: QueueTarget;
  /** Buttons that can do nothing are left out instead of disabled. */
  readonly onlyPossible?: boolean;
  readonly onDone?: () => void;
}

/** A button for each thing that can be done with waiting deliveries. */
export function QueueActionButtons({ target, onlyPossible = false, onDone }: Props) {
  const t = useTranslations('mail.actions');
  const { start, busy, dialogs } = useQueueActions(target, onDone);
  return (
    <>
      <Group gap={6}>
        {QUEUE_ACTION_ICONS.filter(({ action }) => !onlyPossible || countFor(action, target) > 0).map(({ action, icon: Icon }) => (
          <Button
            key={action}
            size="compact-sm"
            variant="default"
            className={action === 'delete' ? classes.delete : undefined}
            leftSection={<Icon size={14} stroke={1.8} aria-hidden />}
            disabled={countFor(action, target) === 0 || busy}
            onClick={(event) => start(action, event)}
          >
            {t(action)}
          </Button>
        ))}
      </Group>
      {dialogs}
    </>
  );
}
