import type pg from 'pg';
import type { FactName } from '@/lib/policy/facts';
import type { RecordedTransaction } from '@/lib/replay/recorded';

/** A span of time, from its first instant up to but without its last. */
export interface Span {
  readonly from: Date;
  readonly until: Date;
}

/** How many SMTP transactions were recorded in a span. Our own DSNs are none. */
export async function countRecorded(pool: pg.Pool, { from, until }: Span): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM mail_transaction WHERE received_at >= $1 AND received_at < $2 AND reports_on IS NULL',
    [from, until],
  );
  return rows[0]?.count ?? 0;
}

interface Pages {
  readonly pageSize: number;
  /** Facts that are left out: of a million transactions each costs. */
  readonly without: readonly FactName[];
}

/**
 * The transactions of a span in pages, newest first, with the facts of session and message and the recipients. The next page is fetched
 * while one is being read. Whoever stops reading ends the query, too.
 */
export async function* recordedPages(
  pool: pg.Pool,
  { from, until }: Span,
  { pageSize, without }: Pages,
): AsyncGenerator<readonly RecordedTransaction[], void> {
  const client = await pool.connect();
  // A connection that breaks fails the query on it and says so once more here, where nobody listening would end the process.
  const broken = (): void => undefined;
  client.on('error', broken);
  let next: Promise<pg.QueryResult<RecordedTransaction>> | null = null;
  const fetch = () => {
    const page = client.query<RecordedTransaction>(`FETCH ${pageSize} FROM recorded`);
    // Awaited only when the page before has been read; until then its failure is nobody's.
    page.catch(() => undefined);
    return page;
  };
  try {
    // A reader that has gone away unnoticed must not hold back the database's housekeeping.
    await client.query("BEGIN READ ONLY; SET LOCAL idle_in_transaction_session_timeout = '60s'");
    await client.query(DECLARE, [from, until, without]);
    next = fetch();
    while (true) {
      const { rows } = await next;
      if (rows.length === 0) break;
      next = fetch();
      yield rows;
    }
  } finally {
    await next?.catch(() => undefined);
    const isOver = await client.query('ROLLBACK').then(
      () => true,
      () => false,
    );
    client.off('error', broken);
    client.release(!isOver);
  }
}

const DECLARE = `
DECLARE recorded NO SCROLL CURSOR FOR
SELECT t.id, t.stage, t.facts - $3::text[] AS facts, coalesce((
  SELECT json_agg(json_build_object('address', r.address, 'domain', r.domain, 'relayed', r.relayed,
    'firstSeen', to_char(r.first_seen AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY r.id)
  FROM mail_recipient r WHERE r.transaction_id = t.id), '[]') AS recipients
FROM mail_transaction t
WHERE t.received_at >= $1 AND t.received_at < $2 AND t.reports_on IS NULL
ORDER BY t.received_at DESC`;
