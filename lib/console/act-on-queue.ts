import { recordEvent } from '@/lib/audit/record-event';
import { administratorAction } from '@/lib/queue/administrator-action';
import type { QueueAction } from '@/lib/queue/recipient-state';
import { authorOf, type Caller, demand } from './caller';

/** Carries out an action on recipients in the queue; those in a state that does not allow it are left alone. */
export async function actOnQueue(caller: Caller, action: QueueAction, ids: readonly string[]): Promise<{ touched: number }> {
  demand(caller, 'queue.write');
  const touched = await administratorAction(caller.queuePool, action, ids);
  await recordEvent(caller.db, authorOf(caller), 'queue.acted', { action, ids, touched });
  return { touched };
}
