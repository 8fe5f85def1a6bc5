import type pg from 'pg';

const IN_QUEUE = `SELECT FROM mail_recipient r WHERE r.transaction_id = c.transaction_id AND r.state IN ('pending', 'active', 'deferred', 'held')`;

/** Removes the bodies of those of the given transactions that have no recipient left in the queue. */
export async function removeFinishedBodies(pool: pg.Pool, transactionIds: readonly string[]): Promise<void> {
  await pool.query({
    name: 'remove-finished-bodies',
    text: `DELETE FROM message_chunk c WHERE c.transaction_id = ANY($1) AND NOT EXISTS (${IN_QUEUE})`,
    values: [transactionIds],
  });
}

/**
 * Removes all bodies that nobody needs: of finished transactions (deleted by an administrator, or finished by a worker that crashed before
 * it removed them), and those older than an hour whose transaction never came.
 */
export async function removeLeftoverBodies(db: pg.Pool | pg.ClientBase): Promise<void> {
  await db.query(
    `DELETE FROM message_chunk c WHERE NOT EXISTS (${IN_QUEUE})
     AND (c.written_at < now() - interval '1 hour' OR EXISTS (SELECT FROM mail_transaction t WHERE t.id = c.transaction_id))`,
  );
}
