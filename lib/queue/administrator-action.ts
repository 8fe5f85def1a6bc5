import type pg from 'pg';
import { ACTION_FROM, type QueueAction } from './recipient-state';

/**
 * Carries out an administrator's action on recipients in the queue and wakes the workers. Recipients in a state that does not allow it
 * (ACTION_FROM) are left alone.
 *
 * @param ids of mail_recipient, in decimal
 * @returns how many recipients it touched
 */
export async function administratorAction(pool: pg.Pool, action: QueueAction, ids: readonly string[]): Promise<number> {
  const { rows } = await pool.query<{ touched: number }>(STATEMENTS[action], [ids, ACTION_FROM[action]]);
  return rows[0]?.touched ?? 0;
}

const DUE_NOW = `state = 'pending', next_attempt_at = now()`;

/** `return` leaves a mark that the worker which claims the recipient understands (it makes the DSN instead of an attempt); a later action lifts it. */
const UNMARKED = `last_reason = nullif(last_reason, 'returned-by-administrator')`;
const CHANGES: { readonly [Action in QueueAction]: string } = {
  retry: `${DUE_NOW}, ${UNMARKED}`,
  hold: `state = 'held', ${UNMARKED}`,
  release: DUE_NOW,
  delete: `state = 'deleted', next_attempt_at = NULL, finished_at = now()`,
  return: `${DUE_NOW}, last_reason = 'returned-by-administrator'`,
};

const STATEMENTS: { readonly [Action in QueueAction]: string } = {
  retry: statement(CHANGES.retry),
  hold: statement(CHANGES.hold),
  release: statement(CHANGES.release),
  delete: statement(CHANGES.delete),
  return: statement(CHANGES.return),
};

function statement(change: string): string {
  return `
    WITH touched AS (
      UPDATE mail_recipient SET ${change} WHERE id = ANY($1::bigint[]) AND state = ANY($2::recipient_state[]) RETURNING id
    )
    SELECT count(*)::int AS touched, pg_notify('siegel_queue', '') FROM touched`;
}
