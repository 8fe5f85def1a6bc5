import type pg from 'pg';

/** Gives back what this worker has claimed and does not deliver any more: it is due at once, for any worker. */
export async function releaseClaims(pool: pg.Pool, workerId: string): Promise<void> {
  await pool.query(
    `WITH released AS (
       UPDATE mail_recipient SET state = 'pending', claimed_by = NULL, next_attempt_at = now() WHERE state = 'active' AND claimed_by = $1
       RETURNING id
     )
     SELECT pg_notify('siegel_queue', '') FROM released LIMIT 1`,
    [workerId],
  );
}
