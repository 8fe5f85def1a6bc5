import type pg from 'pg';
import { oneAtATime } from '@/lib/queue/one-at-a-time';
import { reclaimForgotten, reclaimFromGone } from '@/lib/queue/reclaim-lost';
import { removeFinishedBodies, removeLeftoverBodies } from '@/lib/queue/remove-bodies';
import { pruneTriplets } from '../greylist/prune-triplets';
import { pruneTraffic } from '../monitoring/traffic';
import { pruneSlots } from '../notify/notification-slots';
import { pruneRuleHits } from '../rule-hits';
import { pruneWorkers } from '../worker-row';

/** Milliseconds between two looks for bodies that nobody needs any more. */
const LEFTOVERS_EVERY = 5 * 60 * 1000;
/** Milliseconds between two looks for counts of rules and of mail, slots of notifications and rows of workers that are too old. */
const OLD_EVERY = 60 * 60 * 1000;
/** Milliseconds between two looks for triplets that are forgotten. */
const TRIPLETS_EVERY = 5 * 60 * 1000;
/** Looks at the queue between two looks for lost claims. */
const RECLAIM_EVERY = 5;

/** What the delivery loop does besides delivering, each in its own time. What concerns all workers is done by one of them at a time. */
export class Housekeeping {
  private finished = new Set<string>();
  private nextReclaim = 0;
  private nextFinished = 0;
  private nextLeftovers = 0;
  private nextOld = 0;
  private nextTriplets = 0;

  /**
   * @param poll milliseconds between two looks at the queue
   * @param mayTakeOver whether a lease that has passed tells of a dead worker
   */
  constructor(
    private readonly pool: pg.Pool,
    private readonly workerId: string,
    private readonly poll: number,
    private readonly now: () => Date,
    private readonly mayTakeOver: () => boolean,
  ) {}

  /** Recipients of these transactions have been finished. */
  noteFinished(transactionId: string): void {
    this.finished.add(transactionId);
  }

  /** @param claimed recipients under way */
  async run(claimed: readonly string[]): Promise<void> {
    const now = performance.now();
    if (now >= this.nextReclaim) {
      await reclaimForgotten(this.pool, this.workerId, claimed);
      if (this.mayTakeOver()) await oneAtATime(this.pool, (db) => reclaimFromGone(db, this.workerId));
      this.nextReclaim = now + this.poll * RECLAIM_EVERY;
    }
    if (now >= this.nextFinished && this.finished.size > 0) {
      const finished = this.finished;
      this.finished = new Set();
      this.nextFinished = now + this.poll;
      await removeFinishedBodies(this.pool, [...finished]);
    }
    if (now >= this.nextLeftovers) {
      await oneAtATime(this.pool, removeLeftoverBodies);
      this.nextLeftovers = now + LEFTOVERS_EVERY;
    }
    if (now >= this.nextOld) {
      await oneAtATime(this.pool, async (db) => {
        await pruneRuleHits(db);
        await pruneTraffic(db);
        await pruneSlots(db);
        await pruneWorkers(db);
      });
      this.nextOld = now + OLD_EVERY;
    }
    if (now >= this.nextTriplets) {
      await pruneTriplets(this.pool, this.now());
      this.nextTriplets = now + TRIPLETS_EVERY;
    }
  }
}
