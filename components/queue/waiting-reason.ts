import type { QueueEntry } from '@/lib/api/contracts/queue';

/** Why a delivery waits, as far as it can be told from its state alone; else by the machine reason of its last failure. */
export type WaitingReason = { readonly kind: 'active' | 'held' | 'untried' } | { readonly kind: 'failed'; readonly reason: string };

export function waitingReason(entry: Pick<QueueEntry, 'state' | 'lastReason'>): WaitingReason {
  if (entry.state === 'active') return { kind: 'active' };
  if (entry.state === 'held') return { kind: 'held' };
  return entry.lastReason === null ? { kind: 'untried' } : { kind: 'failed', reason: entry.lastReason };
}
