import type pg from 'pg';

/**
 * Makes due again what this worker has claimed and does not know of: the answer to the claim was lost with the connection. Must not run while
 * this worker claims.
 *
 * @param underWay recipients that this worker has claimed and not yet settled
 * @returns how many
 */
export async function reclaimForgotten(pool: pg.Pool, workerId: string, underWay: readonly string[]): Promise<number> {
  const { rowCount } = await pool.query(`${RECLAIM} AND r.claimed_by = $1 AND r.id <> ALL($2::bigint[])`, [workerId, underWay]);
  return rowCount ?? 0;
}

/** Makes due again what was claimed by other workers whose lease has passed, that have stopped, or that nobody knows. Returns how many. */
export async function reclaimFromGone(db: pg.Pool | pg.ClientBase, workerId: string): Promise<number> {
  const { rowCount } = await db.query(
    `${RECLAIM} AND r.claimed_by IS DISTINCT FROM $1
     AND NOT EXISTS (SELECT FROM worker w WHERE w.id = r.claimed_by AND w.stopped_at IS NULL AND w.lease_until > now())`,
    [workerId],
  );
  return rowCount ?? 0;
}

const RECLAIM = `UPDATE mail_recipient r SET state = 'pending', claimed_by = NULL, next_attempt_at = now() WHERE r.state = 'active'`;
