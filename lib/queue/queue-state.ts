import type pg from 'pg';
import { z } from 'zod';
import { TLS_FAILURES } from './failure';
import { inTransaction } from './in-transaction';
import { firstQueueId, timeOfQueueId } from './queue-id';

/** What is in the queue. */
const QUEUED_STATES = ['pending', 'active', 'deferred', 'held'] as const;

/** Bounds of the ages by which the queue is told apart, in seconds: up to a quarter of an hour, an hour, 4 hours, a day, 3 days, or more. */
export const AGE_BOUNDS = [900, 3600, 4 * 3600, 86_400, 3 * 86_400] as const;

const date = z.iso.datetime().transform((text) => new Date(text));

const queueStateSchema = z.object({
  /** Recipients by state, all four, and since when the oldest has been there; null if there is none. */
  states: z.array(z.object({ state: z.enum(QUEUED_STATES), count: z.int(), oldest: date.nullable() })),
  /** Recipients that wait for delivery, by age: one for each of AGE_BOUNDS, and those that are older. */
  ages: z.array(z.int()),
  /** Where those wait whose last attempt failed, and why: what lacks TLS first, then the most; at most 5. */
  stuck: z.array(z.object({ domain: z.string(), reason: z.string(), count: z.int() })),
});
/** The queue of all workers, added up. */
export type QueueState = z.infer<typeof queueStateSchema>;

/** Adding up a long queue takes a second: of the time between two, no more than this part is spent on it, however many ask. */
const PART = 1 / 20;
/** "QUES": whoever adds up the queue holds this advisory lock. */
const LOCK = 0x51_55_45_53;
const MOST_STUCK = 5;

/**
 * The queue as it is, or as it was last added up by anybody: of a queue of some thousands milliseconds ago, of a million half a minute.
 * @throws what pg throws
 */
export async function queueState(pool: pg.Pool): Promise<QueueState> {
  const last = await lastSample(pool);
  if (last?.fresh === true) return last.state;
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [LOCK]);
    if (rows[0]?.mine !== true && last !== null) return last.state;
    const began = performance.now();
    const text = JSON.stringify(await addUp(client, Date.now()));
    await client.query(KEEP, [Math.ceil(performance.now() - began), text]);
    return queueStateSchema.parse(JSON.parse(text));
  });
}

async function lastSample(pool: pg.Pool): Promise<{ fresh: boolean; state: QueueState } | null> {
  const { rows } = await pool.query<{ fresh: boolean; state: unknown }>(
    `SELECT taken_at + took * interval '1 millisecond' / $1::float8 > clock_timestamp() AS fresh, state FROM queue_sample WHERE id = 1`,
    [PART],
  );
  const [row] = rows;
  return row === undefined ? null : { fresh: row.fresh, state: queueStateSchema.parse(row.state) };
}

const KEEP = `
INSERT INTO queue_sample (id, taken_at, took, state) VALUES (1, clock_timestamp(), $1, $2)
ON CONFLICT (id) DO UPDATE SET taken_at = excluded.taken_at, took = excluded.took, state = excluded.state`;

async function addUp(db: pg.ClientBase, now: number): Promise<z.input<typeof queueStateSchema>> {
  const youngest = AGE_BOUNDS.map((bound) => firstQueueId(now - bound * 1000));
  const { rows: groups } = await db.query<GroupRow>(GROUPS, [youngest.toReversed()]);
  const { rows: stuck } = await db.query<StuckRow>(STUCK, [MOST_STUCK, TLS_FAILURES]);
  const ages = Array.from({ length: AGE_BOUNDS.length + 1 }, () => 0);
  for (const { state, age, count } of groups) if (state !== 'held') ages[age] = (ages[age] ?? 0) + count;
  const states = QUEUED_STATES.map((state) => {
    const own = groups.filter((group) => group.state === state);
    const times = own.flatMap(({ oldest }) => timeOfQueueId(oldest) ?? []);
    return {
      state,
      count: own.reduce((sum, { count }) => sum + count, 0),
      oldest: times.length === 0 ? null : new Date(Math.min(...times)).toISOString(),
    };
  });
  return { states, ages, stuck };
}

interface GroupRow {
  readonly state: (typeof QUEUED_STATES)[number];
  /** Its place among the ages. */
  readonly age: number;
  readonly count: number;
  readonly oldest: string;
}
type StuckRow = z.input<typeof queueStateSchema>['stuck'][number];

// The age stands in the queue id, so that no message has to be read for it. Two passes, each with few groups: one with all of them would have to sort.
const GROUPS = `
SELECT state, cardinality($1::text[]) - width_bucket(transaction_id COLLATE "C", $1::text[]) AS age, count(*)::int AS count,
  min(transaction_id COLLATE "C") AS oldest
FROM mail_recipient WHERE state IN ('pending', 'active', 'deferred', 'held') GROUP BY 1, 2`;

const STUCK = `
SELECT domain, last_reason AS reason, count(*)::int AS count FROM mail_recipient WHERE state = 'deferred' AND last_reason IS NOT NULL
GROUP BY 1, 2 ORDER BY last_reason = ANY ($2) DESC, 3 DESC, 1, 2 LIMIT $1`;
