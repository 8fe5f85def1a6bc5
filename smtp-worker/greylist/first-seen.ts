import type pg from 'pg';
import { PASSED_FOR, RETRY_WITHIN } from './remembered-for';
import { type Triplet, tripletKey } from './triplet';

/**
 * When a triplet was first seen; `now` if that is unknown or forgotten. Notes the attempt: one that comes `delay` seconds after the first or
 * later has passed, and is remembered as long as it is used. One statement, so that workers who ask at once agree.
 * @throws what pg throws
 */
export async function firstSeen(pool: pg.Pool, triplet: Triplet, delay: number, now: Date): Promise<Date> {
  const { rows } = await pool.query<{ firstSeen: Date }>({
    name: 'greylist-first-seen',
    text: NOTE,
    values: [tripletKey(triplet), now, delay],
  });
  return rows[0]?.firstSeen ?? now;
}

const FORGOTTEN = `CASE WHEN known.passed_at IS NULL THEN known.first_seen < $2::timestamptz - ${RETRY_WITHIN}
  ELSE known.last_seen < $2::timestamptz - ${PASSED_FOR} END`;

const NOTE = `
INSERT INTO greylist_triplet AS known (key, first_seen, last_seen) VALUES ($1, $2, $2)
ON CONFLICT (key) DO UPDATE SET
  first_seen = CASE WHEN ${FORGOTTEN} THEN excluded.first_seen ELSE known.first_seen END,
  last_seen = greatest(known.last_seen, excluded.last_seen),
  passed_at = CASE WHEN ${FORGOTTEN} THEN NULL
    ELSE coalesce(known.passed_at, CASE WHEN known.first_seen <= $2::timestamptz - make_interval(secs => $3) THEN $2::timestamptz END) END
RETURNING first_seen AS "firstSeen"`;
