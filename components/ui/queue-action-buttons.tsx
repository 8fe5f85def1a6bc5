'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowBackUp, IconPlayerPause, IconPlayerPlay, IconRefresh, IconTrash, type TablerIcon } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from './confirm-dialog';
import { isAllowed, type QueueAction, useQueueAction } from './queue-action';
import classes from './queue-action-buttons.module.css';
import type { RecipientState } from './recipient-state-badge';

interface WaitingDelivery {
  readonly id: string;
  readonly recipient: string;
  readonly state: RecipientState;
}

interface Props {
  readonly deliveries: readonly WaitingDelivery[];
  /** Buttons that can do nothing are left out instead of disabled. */
  readonly onlyPossible?: boolean;
  readonly onDone?: () => void;
}

const BUTTONS: readonly { readonly action: QueueAction; readonly icon: TablerIcon }[] = [
  { action: 'retry', icon: IconRefresh },
  { action: 'hold', icon: IconPlayerPause },
  { action: 'release', icon: IconPlayerPlay },
  { action: 'return', icon: IconArrowBackUp },
  { action: 'delete', icon: IconTrash },
];
const NAMED_AT_MOST = 8;

/** What an administrator can do with waiting deliveries. What cannot be undone asks first. */
export function QueueActionButtons({ deliveries, onlyPossible = false, onDone }: Props) {
  const t = useTranslations('mail');
  const act = useQueueAction();
  const [asking, setAsking] = useState<'return' | 'delete' | null>(null);

  const concerned = (action: QueueAction) => deliveries.filter(({ state }) => isAllowed(action, state));
  const run = (action: QueueAction) =>
    act.mutate(
      { action, ids: deliveries.map(({ id }) => id) },
      {
        onSuccess: () => onDone?.(),
        onSettled: () => setAsking(null),
      },
    );
  return (
    <>
      <Group gap={6}>
        {BUTTONS.filter(({ action }) => !onlyPossible || concerned(action).length > 0).map(({ action, icon: Icon }) => (
          <Button
            key={action}
            size="compact-sm"
            variant="default"
            className={action === 'delete' ? classes.delete : undefined}
            leftSection={<Icon size={14} stroke={1.8} aria-hidden />}
            disabled={concerned(action).length === 0 || act.isPending}
            onClick={() => (action === 'return' || action === 'delete' ? setAsking(action) : run(action))}
          >
            {t(`actions.${action}`)}
          </Button>
        ))}
      </Group>
      <ConfirmDialog
        opened={asking !== null}
        title={asking === null ? '' : t(`confirm.${asking}Title`, { count: concerned(asking).length })}
        confirmLabel={asking === null ? '' : t(`confirm.${asking}Confirm`)}
        busy={act.isPending}
        onClose={() => setAsking(null)}
        onConfirm={() => {
          if (asking !== null) run(asking);
        }}
      >
        {asking !== null && (
          <Concerned recipients={concerned(asking).map(({ recipient }) => recipient)} text={t(`confirm.${asking}Text`)} />
        )}
      </ConfirmDialog>
    </>
  );
}

function Concerned({ recipients, text }: { readonly recipients: readonly string[]; readonly text: string }) {
  const t = useTranslations('mail.confirm');
  const unnamed = recipients.length - NAMED_AT_MOST;
  return (
    <Stack gap="sm">
      <Text>{text}</Text>
      <ul className={classes.recipients} aria-label={t('recipients')}>
        {recipients.slice(0, NAMED_AT_MOST).map((recipient, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one recipient may have several messages
          <li key={i}>{recipient}</li>
        ))}
        {unnamed > 0 && <li>{t('andMore', { count: unnamed })}</li>}
      </ul>
    </Stack>
  );
}
