import { countBy } from '@/components/ui/count-by';
import type { QueueEntry } from '@/lib/api/contracts/mail';

export interface WaitingAtHop {
  /** "mx.partner.example:465"; empty for deliveries without an attempt. */
  readonly nextHop: string;
  readonly count: number;
  /** The most frequent reason there, if any attempt has failed. */
  readonly reason: string | null;
}

/** Deliveries in the queue by next hop, the most first. */
export function waitingByHop(entries: readonly QueueEntry[]): readonly WaitingAtHop[] {
  return countBy(entries, ({ nextHop }) => nextHop ?? '').map(({ key, count }) => {
    const there = entries.filter(({ nextHop }) => (nextHop ?? '') === key);
    return { nextHop: key, count, reason: countBy(there, ({ lastReason }) => lastReason)[0]?.key ?? null };
  });
}
