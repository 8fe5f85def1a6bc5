import { randomUUID } from 'node:crypto';
import { placeOf, type QueueActionRequest, type QueueActionResult, type QueueFilter } from '@/lib/api/contracts/queue';
import { recordEvent } from '@/lib/audit/record-event';
import { type Acted, actOnWaiting, idsGiven, type WaitingAction } from '@/lib/queue/act-on-waiting';
import { lastInQueue } from '@/lib/queue/list-waiting';
import { undoAction } from '@/lib/queue/undo-action';
import { idsMatching } from '@/lib/queue/waiting-filter';
import { authorOf, type Caller, demand } from './caller';

/** Recipients in one commit: more would keep the workers waiting that settle some of them. */
const STEP = 5000;

/** Carries out an action on recipients in the queue, or one step of it; those in a state that does not allow it are left alone. */
export async function actOnQueue(caller: Caller, request: QueueActionRequest): Promise<QueueActionResult> {
  demand(caller, 'queue.write');
  const { ids, filter, continues } = request;
  const wanted = actionOf(request);
  if (ids !== undefined) {
    const id = randomUUID();
    const acted = await actOnWaiting(caller.queuePool, id, wanted, idsGiven(ids));
    await record(caller, { ...wanted, ids, id }, acted);
    return resultOf(id, acted, null);
  }
  return actOnMatching(caller, wanted, filter ?? {}, continues);
}

async function actOnMatching(
  caller: Caller,
  wanted: WaitingAction,
  filter: QueueFilter,
  continues: string | undefined,
): Promise<QueueActionResult> {
  const { queuePool } = caller;
  // What comes in meanwhile is not meant: the end stands fast from the first step on.
  const place = continues === undefined ? { id: randomUUID(), after: '0', upTo: await lastInQueue(queuePool) } : placeOf(continues);
  const { id, after, upTo } = place;
  const acted = await actOnWaiting(queuePool, id, wanted, idsMatching(filter, { after, upTo, limit: STEP, now: Date.now() }));
  await record(caller, { ...wanted, filter, id }, acted);
  return resultOf(id, acted, upTo);
}

/** Takes an action back where nothing has happened since, or one step of that. @param id that the action answered with */
export async function undoOnQueue(caller: Caller, id: string, continues: string | undefined): Promise<QueueActionResult> {
  demand(caller, 'queue.write');
  const after = continues === undefined ? '0' : placeOf(continues).after;
  const acted = await undoAction(caller.queuePool, id, { after, limit: STEP });
  await recordEvent(caller.db, authorOf(caller), 'queue.undone', { id, touched: acted.touched });
  return resultOf(id, acted, acted.last);
}

function actionOf({ action, route = null }: QueueActionRequest): WaitingAction {
  return action === 'route' ? { action, route } : { action };
}

async function record(caller: Caller, detail: object, { touched }: Acted): Promise<void> {
  await recordEvent(caller.db, authorOf(caller), 'queue.acted', JSON.parse(JSON.stringify({ ...detail, touched })));
}

/** @param upTo the last id that is meant; null: there are no further steps */
function resultOf(id: string, { touched, beingDelivered, notPossible, last }: Acted, upTo: string | null): QueueActionResult {
  const done = touched + beingDelivered + notPossible < STEP || last === null || upTo === null;
  return { id, touched, beingDelivered, notPossible, continues: done ? null : `${id}.${last}.${upTo}` };
}
