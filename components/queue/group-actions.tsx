'use client';

import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { QueueTarget } from '@/components/ui/queue-action';
import { QUEUE_ACTION_ICONS } from '@/components/ui/queue-action-icons';
import { useQueueActions } from '@/components/ui/use-queue-actions';
import type { QueueGroup } from '@/lib/api/contracts/queue';

/** What can be done with all that waits for a next hop. */
export function GroupActions({ group: { nextHop, waiting } }: { readonly group: QueueGroup }) {
  const t = useTranslations('queue.groups');
  const actions = useTranslations('mail.actions');
  const target: QueueTarget = { kind: 'matching', filter: { nextHop }, total: waiting, more: false };
  const { start, busy, dialogs } = useQueueActions(target);
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="default" size="lg" loading={busy} aria-label={t('actionsOf', { nextHop })}>
            <IconDots size={17} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {QUEUE_ACTION_ICONS.map(({ action, icon: Icon }) => (
            <Menu.Item
              key={action}
              leftSection={<Icon size={15} stroke={1.8} aria-hidden />}
              {...(action === 'delete' ? { color: 'red' } : {})}
              onClick={(event) => start(action, event)}
            >
              {actions(action)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {dialogs}
    </>
  );
}
