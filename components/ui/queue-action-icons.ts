import { IconArrowBackUp, IconPlayerPause, IconPlayerPlay, IconRefresh, IconRoute, IconTrash, type TablerIcon } from '@tabler/icons-react';
import type { QueueAction } from './queue-action';

/** The actions of the queue in the order in which they are offered. */
export const QUEUE_ACTION_ICONS: readonly { readonly action: QueueAction; readonly icon: TablerIcon }[] = [
  { action: 'retry', icon: IconRefresh },
  { action: 'hold', icon: IconPlayerPause },
  { action: 'release', icon: IconPlayerPlay },
  { action: 'route', icon: IconRoute },
  { action: 'return', icon: IconArrowBackUp },
  { action: 'delete', icon: IconTrash },
];
