import type pg from 'pg';
import type { QueueGroups } from '@/lib/api/contracts/queue';
import { groupWaiting, type WaitingGroups } from '@/lib/queue/group-waiting';
import { type Caller, demand } from './caller';

const SHOWN = 100;
/** Grouping reads the whole queue. However long that takes and however many look, it is done for this part of the time at most. */
const PART_OF_TIME = 1 / 10;

interface Known {
  readonly groups: Promise<WaitingGroups>;
  /** On the clock of performance.now(): until when it is new enough; endless while it is being read. */
  until: number;
}

/** What was last read over a pool: readers share it. */
const lastRead = new WeakMap<pg.Pool, Known>();

/** What waits, by next hop. */
export async function listQueueGroups(caller: Caller): Promise<QueueGroups> {
  demand(caller, 'mail.read');
  const { groups, total, untried } = await read(caller.replayPool);
  return {
    ...{ total, untried },
    groups: groups.map(({ oldest, nextAttemptAt, certificateEnds, ...group }) => ({
      ...group,
      oldest: oldest.toISOString(),
      nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
      certificateEnds: dateOf(certificateEnds),
    })),
  };
}

function read(pool: pg.Pool): Promise<WaitingGroups> {
  const known = lastRead.get(pool);
  const began = performance.now();
  if (known !== undefined && began < known.until) return known.groups;
  const groups = groupWaiting(pool, SHOWN);
  const reading: Known = { groups, until: Number.POSITIVE_INFINITY };
  lastRead.set(pool, reading);
  groups.then(
    () => {
      const now = performance.now();
      reading.until = now + (now - began) / PART_OF_TIME;
    },
    () => lastRead.delete(pool),
  );
  return groups;
}

/** Recorded certificates say it in whatever form the TLS library gave it. */
function dateOf(text: string | null): string | null {
  const date = new Date(text ?? '');
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
