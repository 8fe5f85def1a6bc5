import type { QueueFilter, QueueList } from '@/lib/api/contracts/queue';
import { formatHostPort } from '@/lib/mail/host';
import { countWaiting, listWaiting } from '@/lib/queue/list-waiting';
import { type Caller, demand } from './caller';

const PAGE = 50;
/** Counting more would take longer, and nobody needs to know it exactly. */
const COUNTED = 10_000;

/** A page of the recipients in the queue, oldest first. @param cursor `nextCursor` of the page before */
export async function listQueue(caller: Caller, filter: QueueFilter, cursor = '0'): Promise<QueueList> {
  demand(caller, 'mail.read');
  const now = Date.now();
  const [found, rows] = await Promise.all([
    countWaiting(caller.queuePool, filter, COUNTED + 1, now),
    listWaiting(caller.queuePool, filter, { after: cursor, limit: PAGE + 1, now }),
  ]);
  const page = rows.slice(0, PAGE);
  return {
    total: Math.min(found, COUNTED),
    more: found > COUNTED,
    nextCursor: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
    entries: page.map(({ id, transactionId, state, sender, address, size, attempts, lastNextHop, lastError, lastReason, ...row }) => ({
      ...{ id, state, sender, size, attempts, lastError, lastReason },
      queueId: transactionId,
      recipient: address,
      receivedAt: row.receivedAt.toISOString(),
      nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
      expiresAt: row.expiresAt?.toISOString() ?? null,
      nextHop: lastNextHop,
      sentTo: row.routeOverride?.hosts.map(({ host, port }) => formatHostPort(host, port)).join(', ') ?? null,
    })),
  };
}
