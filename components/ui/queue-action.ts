import { callApi } from '@/lib/api/client';
import {
  isActionPossible,
  type QueueActionRequest,
  type QueueActionResult,
  type QueueFilter,
  queueActionResultSchema,
} from '@/lib/api/contracts/queue';
import type { RecipientState } from './recipient-state-badge';

export type QueueAction = QueueActionRequest['action'];

interface WaitingDelivery {
  readonly id: string;
  readonly recipient: string;
  readonly state: RecipientState;
}

/** What an action is for. */
export type QueueTarget =
  | { readonly kind: 'chosen'; readonly deliveries: readonly WaitingDelivery[] }
  /** All that match. `more`: there are more than `total`. */
  | { readonly kind: 'matching'; readonly filter: QueueFilter; readonly total: number; readonly more: boolean };

/** What a request of the API says besides the target. */
export type QueueWish = Pick<QueueActionRequest, 'action' | 'route'>;

/** What became of a target over all steps. */
export interface QueueOutcome extends Omit<QueueActionResult, 'continues'> {
  /** It broke off before the end. */
  readonly brokeOff: boolean;
}

/** How many deliveries of the target an action can do something for, as far as can be told from here. */
export function countFor(action: QueueAction, target: QueueTarget): number {
  if (target.kind === 'chosen') return target.deliveries.filter(({ state }) => isActionPossible(action, state)).length;
  const { state } = target.filter;
  return state === undefined || isActionPossible(action, state) ? target.total : 0;
}

/**
 * Carries out an action, all steps of it.
 * @param onStep told after each step but the last how many have been touched so far
 * @throws what callApi throws at the first step; after that the outcome says that it broke off
 */
export function carryOut(wish: QueueWish, target: QueueTarget, onStep: (touched: number) => void): Promise<QueueOutcome> {
  const of = target.kind === 'chosen' ? { ids: target.deliveries.map(({ id }) => id) } : { filter: target.filter };
  return inSteps((continues) => post('/queue/actions', { ...wish, ...of, ...continues }), onStep);
}

/** Takes an action back, as carryOut. */
export function undo(id: string, onStep: (touched: number) => void): Promise<QueueOutcome> {
  return inSteps((continues) => post(`/queue/actions/${id}/undo`, continues), onStep);
}

interface Continues {
  readonly continues?: string;
}

function post(path: string, body: object): Promise<QueueActionResult> {
  return callApi(path, queueActionResultSchema, { method: 'POST', body });
}

async function inSteps(
  step: (continues: Continues) => Promise<QueueActionResult>,
  onStep: (touched: number) => void,
): Promise<QueueOutcome> {
  let sum = await step({});
  while (sum.continues !== null) {
    onStep(sum.touched);
    const next = await step({ continues: sum.continues }).catch(() => null);
    if (next === null) return { ...sum, brokeOff: true };
    sum = {
      ...next,
      touched: sum.touched + next.touched,
      beingDelivered: sum.beingDelivered + next.beingDelivered,
      notPossible: sum.notPossible + next.notPossible,
    };
  }
  return { ...sum, brokeOff: false };
}
