import type pg from 'pg';
import { UNDO_MINUTES } from './recipient-state';

/** What an administrator has deleted can be brought back for a while, and keeps its body a little longer than that. */
const NEEDED = `SELECT FROM mail_recipient r WHERE r.transaction_id = c.transaction_id AND (r.state IN ('pending', 'active', 'deferred', 'held')
  OR (r.state = 'deleted' AND r.finished_at > now() - interval '${UNDO_MINUTES + 5} minutes'))`;

/** Removes the bodies of those of the given transactions that have no recipient left in the queue. */
export async function removeFinishedBodies(pool: pg.Pool, transactionIds: readonly string[]): Promise<void> {
  await pool.query({
    name: 'remove-finished-bodies',
    text: `DELETE FROM message_chunk c WHERE c.transaction_id = ANY($1) AND NOT EXISTS (${NEEDED})`,
    values: [transactionIds],
  });
}

/**
 * Removes all bodies that nobody needs: of finished transactions (deleted by an administrator, or finished by a worker that crashed before
 * it removed them), and those older than an hour whose transaction never came.
 */
export async function removeLeftoverBodies(db: pg.Pool | pg.ClientBase): Promise<void> {
  await db.query(
    `DELETE FROM message_chunk c WHERE NOT EXISTS (${NEEDED})
     AND (c.written_at < now() - interval '1 hour' OR EXISTS (SELECT FROM mail_transaction t WHERE t.id = c.transaction_id))`,
  );
}
