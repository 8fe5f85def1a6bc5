import type pg from 'pg';
import { reclaimLost } from '@/lib/queue/reclaim-lost';
import { removeFinishedBodies, removeLeftoverBodies } from '@/lib/queue/remove-bodies';
import { pruneRuleHits } from '../rule-hits';

/** Milliseconds between two looks for bodies that nobody needs any more. */
const LEFTOVERS_EVERY = 5 * 60 * 1000;
/** Milliseconds between two looks for counts of rules that are too old. */
const HITS_EVERY = 60 * 60 * 1000;
/** Looks at the queue between two looks for lost claims. */
const RECLAIM_EVERY = 5;

/** What the delivery loop does besides delivering, each in its own time. */
export class Housekeeping {
  private finished = new Set<string>();
  private nextReclaim = 0;
  private nextFinished = 0;
  private nextLeftovers = 0;
  private nextHits = 0;

  /** @param poll milliseconds between two looks at the queue */
  constructor(
    private readonly pool: pg.Pool,
    private readonly workerId: string,
    private readonly poll: number,
  ) {}

  /** Recipients of these transactions have been finished. */
  noteFinished(transactionId: string): void {
    this.finished.add(transactionId);
  }

  /** @param claimed recipients under way */
  async run(claimed: readonly string[]): Promise<void> {
    const now = performance.now();
    if (now >= this.nextReclaim) {
      await reclaimLost(this.pool, this.workerId, claimed);
      this.nextReclaim = now + this.poll * RECLAIM_EVERY;
    }
    if (now >= this.nextFinished && this.finished.size > 0) {
      const finished = this.finished;
      this.finished = new Set();
      this.nextFinished = now + this.poll;
      await removeFinishedBodies(this.pool, [...finished]);
    }
    if (now >= this.nextLeftovers) {
      await removeLeftoverBodies(this.pool);
      this.nextLeftovers = now + LEFTOVERS_EVERY;
    }
    if (now >= this.nextHits) {
      await pruneRuleHits(this.pool);
      this.nextHits = now + HITS_EVERY;
    }
  }
}
