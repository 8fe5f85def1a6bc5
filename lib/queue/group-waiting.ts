import type pg from 'pg';

/** Recipients that wait for one next hop. */
interface WaitingGroup {
  readonly nextHop: string;
  readonly waiting: number;
  /** When the message that has waited longest was received. */
  readonly oldest: Date;
  /** The first of the next attempts; null if all are held. */
  readonly nextAttemptAt: Date | null;
  /** Why most of them wait (failure.ts), and what was said at the newest of these; null: no attempt has failed. */
  readonly reason: string | null;
  readonly detail: string | null;
  /** Until when the certificate of that attempt was valid, as it stands there; null if there was none. */
  readonly certificateEnds: string | null;
}

export interface WaitingGroups {
  /** Those with the most recipients first. */
  readonly groups: readonly WaitingGroup[];
  /** How many groups there are. */
  readonly total: number;
  /** Recipients that wait and have not been tried anywhere. */
  readonly untried: number;
}

/** What waits, by the next hop of the last attempt. @param most groups */
export async function groupWaiting(pool: pg.Pool, most: number): Promise<WaitingGroups> {
  const [groups, all] = await Promise.all([
    pool.query<WaitingGroup & { readonly total: number; readonly tried: number }>(GROUPS, [most]),
    pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM mail_recipient WHERE state IN ('pending', 'deferred', 'held')`),
  ]);
  const { total, tried } = groups.rows[0] ?? { total: 0, tried: 0 };
  return { groups: groups.rows, total, untried: Math.max(0, (all.rows[0]?.count ?? 0) - tried) };
}

const GROUPS = `
WITH by_reason AS (
  SELECT last_next_hop AS hop, last_reason AS reason, count(*)::int AS waiting, min(id) AS oldest, max(id) AS newest,
    min(next_attempt_at) FILTER (WHERE state <> 'held') AS next
  FROM mail_recipient WHERE state IN ('pending', 'deferred', 'held') AND last_next_hop IS NOT NULL GROUP BY last_next_hop, last_reason
), by_hop AS (
  SELECT hop, sum(waiting)::int AS waiting, min(oldest) AS oldest, min(next) AS next,
    (array_agg(reason ORDER BY waiting DESC, reason) FILTER (WHERE reason IS NOT NULL))[1] AS reason,
    (array_agg(newest ORDER BY waiting DESC, reason) FILTER (WHERE reason IS NOT NULL))[1] AS newest,
    count(*) OVER ()::int AS total, (sum(sum(waiting)) OVER ())::int AS tried
  FROM by_reason GROUP BY hop ORDER BY sum(waiting) DESC, hop LIMIT $1
)
SELECT g.hop AS "nextHop", g.waiting, t.received_at AS oldest, g.next AS "nextAttemptAt", g.reason, newest.last_error AS detail,
  a.achieved->'certificate'->>'notAfter' AS "certificateEnds", g.total, g.tried
FROM by_hop g JOIN mail_recipient first ON first.id = g.oldest JOIN mail_transaction t ON t.id = first.transaction_id
LEFT JOIN mail_recipient newest ON newest.id = g.newest
LEFT JOIN LATERAL (
  SELECT d.achieved FROM delivery_attempt d WHERE d.recipient_id = g.newest ORDER BY d.id DESC LIMIT 1
) a ON true
ORDER BY g.waiting DESC, g.hop`;
