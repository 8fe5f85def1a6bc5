import type pg from 'pg';

export interface PutBack {
  readonly recipientId: string;
  /** Until it is due again. */
  readonly seconds: number;
}

/** Ends claims of this worker without an attempt: the recipients wait their turn in the queue rather than with the worker. */
export async function putBack(pool: pg.Pool, workerId: string, recipients: readonly PutBack[]): Promise<void> {
  if (recipients.length === 0) return;
  await pool.query(PUT_BACK, [workerId, recipients.map(({ recipientId }) => recipientId), recipients.map(({ seconds }) => seconds)]);
}

const PUT_BACK = `
UPDATE mail_recipient r SET
  state = CASE WHEN r.last_reason IS NULL THEN 'pending' ELSE 'deferred' END::recipient_state, claimed_by = NULL,
  next_attempt_at = least(now() + g.seconds * interval '1 second', r.expires_at)
FROM unnest($2::bigint[], $3::float8[]) AS g(id, seconds)
WHERE r.id = g.id AND r.state = 'active' AND r.claimed_by = $1`;
