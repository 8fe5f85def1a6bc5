import type pg from 'pg';

/** How many recipients are in the queue: due or waiting, being delivered, held. */
export interface QueueDepth {
  readonly waiting: number;
  readonly active: number;
  readonly held: number;
}

export async function queueDepth(pool: pg.Pool): Promise<QueueDepth> {
  const { rows } = await pool.query<QueueDepth>(`
    SELECT count(*) FILTER (WHERE state IN ('pending', 'deferred'))::int AS waiting,
      count(*) FILTER (WHERE state = 'active')::int AS active,
      count(*) FILTER (WHERE state = 'held')::int AS held
    FROM mail_recipient WHERE state IN ('pending', 'active', 'deferred', 'held')`);
  return rows[0] ?? { waiting: 0, active: 0, held: 0 };
}
