import { countBy } from '@/components/ui/count-by';
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
  return countBy(entries, ({ lastReason }) => lastReason).map(({ key: reason, count }) => ({
    reason,
    count,
    nextHops: countBy(
      entries.filter(({ lastReason }) => lastReason === reason),
      ({ nextHop }) => nextHop,
    ).map(({ key }) => key),
  }));
}
