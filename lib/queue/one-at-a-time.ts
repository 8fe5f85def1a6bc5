import type pg from 'pg';
import { inTransaction } from './in-transaction';

/** Whoever tidies up what all workers share holds an advisory lock: "REAP", or "PRUN" for the records that are too old. */
const LOCKS = { reaper: 0x52_45_41_50, pruning: 0x50_52_55_4e } as const;

/**
 * Runs `work` in one transaction, unless another worker is at such work at this moment: then there is nothing to do, since that one does it.
 * A worker that dies meanwhile takes its lock along.
 *
 * @returns whether it was done here
 * @throws what `work` throws; then nothing of it was done
 */
export function oneAtATime(
  pool: pg.Pool,
  work: (db: pg.ClientBase) => Promise<unknown>,
  lock: keyof typeof LOCKS = 'reaper',
): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [LOCKS[lock]]);
    const mine = rows[0]?.mine === true;
    if (mine) await work(client);
    return mine;
  });
}
