import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { pruneMessages } from '@/lib/queue/prune-messages';
import type { DatabaseState } from './database-state';
import { type Repeated, repeat } from './repeat';

/** Milliseconds between two looks for records that are too old. */
const EVERY = 5 * 60 * 1000;
/** So few messages at once that a statement takes some ten milliseconds, and the pause between two. */
const BATCH = { size: 500, pause: 50 };

/** Deletes in the background, bit by bit, the records of mail that are older than the retention allows. */
export function startPruning(pool: pg.Pool, database: Pick<DatabaseState, 'lost'>, every = EVERY): Pick<Repeated, 'stop'> {
  const ending = new AbortController();
  const prune = async (): Promise<void> => {
    for (const kind of ['accepted', 'refused'] as const) {
      let from: Date | null = null;
      while (!ending.signal.aborted) {
        const { count, until }: { count: number; until: Date | null } = await pruneMessages(pool, kind, from, BATCH.size);
        if (count < BATCH.size) break;
        from = until;
        await delay(BATCH.pause, undefined, { signal: ending.signal }).catch(() => undefined);
      }
    }
  };
  const repeated = repeat(every, () => prune().catch((error: unknown) => database.lost(error)));
  repeated.wake();
  return {
    stop: () => {
      ending.abort();
      return repeated.stop();
    },
  };
}
