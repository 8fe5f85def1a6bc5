import type pg from 'pg';

/**
 * Makes due again what no worker delivers any more: claims of workers whose lease has passed or that have stopped, and claims of this worker
 * that it does not know of (the answer to the claim was lost with the connection). Must not run while this worker claims.
 *
 * @param underWay recipients that this worker has claimed and not yet settled
 * @returns how many
 */
export async function reclaimLost(pool: pg.Pool, workerId: string, underWay: readonly string[]): Promise<number> {
  const { rowCount } = await pool.query(
    `UPDATE mail_recipient r SET state = 'pending', claimed_by = NULL, next_attempt_at = now()
     WHERE r.state = 'active' AND CASE WHEN r.claimed_by = $1 THEN r.id <> ALL($2::bigint[]) ELSE NOT EXISTS (
       SELECT FROM worker w WHERE w.id = r.claimed_by AND w.stopped_at IS NULL AND w.lease_until > now()) END`,
    [workerId, underWay],
  );
  return rowCount ?? 0;
}
