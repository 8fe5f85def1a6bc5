import type pg from 'pg';
import { type NewReport, type Settlement, settleAttempts } from '@/lib/queue/settle-attempts';

/** What one delivery leaves behind, written together. */
export interface Settled {
  readonly settlements: readonly Settlement[];
  readonly reports: readonly NewReport[];
}

interface Entry extends Settled {
  readonly done: () => void;
}

const MOST_AT_ONCE = 64;
const RETRY_MS = 500;

/**
 * Writes what became of deliveries: those that end while a write is under way share the next one, and so its commit. A write that fails is
 * tried again until it succeeds, since what has been delivered must not be forgotten as long as this process lives.
 */
export class Settler {
  private readonly waiting: Entry[] = [];
  private writing = false;
  private stopped = false;
  /** After a failure one by one, so that an entry that cannot be written holds up no other. */
  private most = MOST_AT_ONCE;

  constructor(
    private readonly pool: pg.Pool,
    private readonly workerId: string,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** Resolves when it is durable. */
  settle(settled: Settled): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push({ ...settled, done: resolve });
      if (!this.writing) void this.write();
    });
  }

  /** Gives up what cannot be written: the claims pass to another worker with the lease. */
  stop(): void {
    this.stopped = true;
  }

  private async write(): Promise<void> {
    this.writing = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, this.most);
      try {
        await settleAttempts(
          this.pool,
          this.workerId,
          batch.flatMap(({ settlements }) => settlements),
          batch.flatMap(({ reports }) => reports),
        );
        for (const { done } of batch) done();
        this.most = Math.min(MOST_AT_ONCE, this.most * 2);
      } catch (error) {
        this.onFailure(error);
        this.waiting.push(...batch);
        this.most = 1;
        if (this.stopped) return;
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
    this.writing = false;
  }
}
