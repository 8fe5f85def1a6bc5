import type { QueueEntry } from '@/lib/api/contracts/mail';

/** Why a delivery waits, as far as it can be told from its state alone; else by the machine reason of its last failure. */
export type WaitingReason = { readonly kind: 'active' | 'held' | 'untried' } | { readonly kind: 'failed'; readonly reason: string };

export function waitingReason(entry: Pick<QueueEntry, 'state' | 'lastReason'>): WaitingReason {
  if (entry.state === 'active') return { kind: 'active' };
  if (entry.state === 'held') return { kind: 'held' };
  return entry.lastReason === null ? { kind: 'untried' } : { kind: 'failed', reason: entry.lastReason };
}

export interface ReasonGroup {
  readonly reason: string;
  readonly count: number;
  /** Next hops that it happened at, the most frequent first. */
  readonly nextHops: readonly string[];
}

/** The failures among these deliveries, the most frequent first. */
export function groupByReason(entries: readonly QueueEntry[]): readonly ReasonGroup[] {
  const groups = new Map<string, Map<string, number>>();
  for (const { lastReason, nextHop } of entries) {
    if (lastReason === null) continue;
    const hops = groups.get(lastReason) ?? new Map<string, number>();
    groups.set(lastReason, hops);
    hops.set(nextHop ?? '', (hops.get(nextHop ?? '') ?? 0) + 1);
  }
  return [...groups]
    .map(([reason, hops]) => ({
      reason,
      count: [...hops.values()].reduce((sum, count) => sum + count, 0),
      nextHops: [...hops].sort(([, a], [, b]) => b - a).flatMap(([hop]) => (hop === '' ? [] : [hop])),
    }))
    .sort((a, b) => b.count - a.count);
}
