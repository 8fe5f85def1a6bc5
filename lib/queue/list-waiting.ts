import type pg from 'pg';
import type { RouteOverride } from '@/lib/routing/route-override';
import { IN_QUEUE, type StateInQueue } from './recipient-state';
import { idsMatching, type WaitingFilter } from './waiting-filter';

/** A recipient in the queue. */
export interface WaitingRecipient {
  /** Of mail_recipient, in decimal. */
  readonly id: string;
  readonly transactionId: string;
  readonly state: StateInQueue;
  readonly sender: string;
  readonly address: string;
  readonly size: number;
  readonly receivedAt: Date;
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly expiresAt: Date | null;
  readonly lastNextHop: string | null;
  readonly lastError: string | null;
  readonly lastReason: string | null;
  readonly routeOverride: RouteOverride | null;
}

/** Recipients in the queue, in their order of arrival. @param after the id of the last one before, `0` for the first page */
export async function listWaiting(
  pool: pg.Pool,
  filter: WaitingFilter,
  page: { readonly after: string; readonly limit: number; readonly now: number },
): Promise<WaitingRecipient[]> {
  const { text, values } = idsMatching(filter, { ...page, upTo: null });
  const { rows } = await pool.query<WaitingRecipient>(
    `SELECT r.id, r.transaction_id AS "transactionId", r.state, r.sender, r.address, coalesce(t.size, 0) AS size, t.received_at AS "receivedAt",
       r.attempts, r.next_attempt_at AS "nextAttemptAt", r.expires_at AS "expiresAt", r.last_next_hop AS "lastNextHop",
       r.last_error AS "lastError", r.last_reason AS "lastReason", r.route_override AS "routeOverride"
     FROM (${text}) page JOIN mail_recipient r ON r.id = page.id JOIN mail_transaction t ON t.id = r.transaction_id ORDER BY r.id`,
    [...values],
  );
  return rows;
}

/** How many recipients in the queue match, but no more than `most` are counted. */
export async function countWaiting(pool: pg.Pool, filter: WaitingFilter, most: number, now: number): Promise<number> {
  const { text, values } = idsMatching(filter, { after: '0', upTo: null, limit: most, now });
  const { rows } = await pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM (${text}) counted`, [...values]);
  return rows[0]?.count ?? 0;
}

/** The id of the newest recipient in the queue; `0` if it is empty. */
export async function lastInQueue(pool: pg.Pool): Promise<string> {
  const newest = IN_QUEUE.map((state) => `(SELECT max(id) FROM mail_recipient WHERE state = '${state}')`).join(', ');
  const { rows } = await pool.query<{ last: string }>(`SELECT coalesce(greatest(${newest}), 0)::text AS last`);
  return rows[0]?.last ?? '0';
}
