import type pg from 'pg';
import { oneAtATime } from './one-at-a-time';

/** Of accepted messages and of refused ones each has its own time. */
export type PrunedKind = 'accepted' | 'refused';

export interface PrunedBatch {
  readonly count: number;
  /** Everything older has been dealt with. */
  readonly until: Date | null;
}

/**
 * Deletes the records of some messages that are older than the retention allows, oldest first, with recipients, attempts and what is left of
 * bodies. Mail that is still in the queue stays, however old. What somebody else has locked is passed over, and only finished mail is
 * touched: neither waits for the other. Nothing is done while another worker is at such work.
 *
 * @param from nothing older is looked at; null: from the beginning @param size messages at most
 */
export async function pruneMessages(pool: pg.Pool, kind: PrunedKind, from: Date | null, size: number): Promise<PrunedBatch> {
  let batch: PrunedBatch = { count: 0, until: from };
  const prune = async (db: pg.ClientBase): Promise<void> => {
    const { rows } = await db.query<PrunedBatch>({ name: `prune-${kind}`, text: PRUNE[kind], values: [from, size] });
    batch = rows[0] ?? batch;
  };
  await oneAtATime(pool, prune, 'pruning');
  return batch;
}

const PRUNE: { readonly [Kind in PrunedKind]: string } = {
  accepted: statement('t.accepted', 'accepted_days'),
  refused: statement('NOT t.accepted', 'refused_days'),
};

function statement(those: string, days: string): string {
  return `
    WITH old AS (
      SELECT t.id FROM mail_transaction t
      WHERE ${those} AND t.received_at < (SELECT now() - ${days} * interval '1 day' FROM retention)
        AND t.received_at >= coalesce($1::timestamptz, '-infinity')
        AND NOT EXISTS (
          SELECT FROM mail_recipient r WHERE r.transaction_id = t.id AND r.state IN ('pending', 'active', 'deferred', 'held'))
      ORDER BY t.received_at LIMIT $2 FOR UPDATE OF t SKIP LOCKED
    ), bodies AS (
      DELETE FROM message_chunk c USING old WHERE c.transaction_id = old.id
    ), pruned AS (
      DELETE FROM mail_transaction t USING old WHERE t.id = old.id RETURNING t.received_at
    )
    SELECT count(*)::int AS count, coalesce(max(received_at), $1::timestamptz) AS until FROM pruned`;
}
