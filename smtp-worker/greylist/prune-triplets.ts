import type pg from 'pg';
import { PASSED_FOR, RETRY_WITHIN } from './remembered-for';

const BATCH = 1000;

/**
 * Deletes the triplets that count as forgotten, in small batches that hold nobody up; what another worker deletes or uses at the same time is
 * left to it.
 * @throws what pg throws
 */
export async function pruneTriplets(pool: pg.Pool, now: Date, batch = BATCH): Promise<void> {
  for (const which of [NEVER_PASSED, NOT_USED]) {
    let deleted: number | null = batch;
    while (deleted === batch) {
      ({ rowCount: deleted } = await pool.query(deleteThose(which), [now, batch]));
    }
  }
}

const NEVER_PASSED = `passed_at IS NULL AND first_seen < $1::timestamptz - ${RETRY_WITHIN}`;
const NOT_USED = `last_seen < $1::timestamptz - ${PASSED_FOR}`;

function deleteThose(which: string): string {
  return `DELETE FROM greylist_triplet WHERE key IN (SELECT key FROM greylist_triplet WHERE ${which} LIMIT $2 FOR UPDATE SKIP LOCKED)`;
}
