import type pg from 'pg';
import type { Log } from '@/lib/log/log';
import type { ClockReading } from './database-clock';
import type { DatabaseState } from './database-state';
import { type Repeated, repeat } from './repeat';
import type { RunningListener, WorkerTimings } from './worker-config';
import { heartbeat, markStopped, registerWorker, reportRevision, type WorkerIdentity, type WorkerReport } from './worker-row';

export interface PresenceOptions {
  readonly pool: pg.Pool;
  readonly database: DatabaseState;
  readonly log: Log;
  /** What is counted in memory and written with each heartbeat. */
  readonly counts: readonly { flush(pool: pg.Pool): Promise<void> }[];
  readonly timings: Pick<WorkerTimings, 'lease' | 'heartbeat'>;
  readonly worker: Omit<WorkerIdentity, 'listeners'>;
  readonly report: () => WorkerReport;
  /** So many workers live, this one included; told with each heartbeat. */
  readonly onLiving: (workers: number) => void;
  /** What time the database has, told with each heartbeat. */
  readonly onTime: (reading: ClockReading) => void;
}

/** The worker's sign of life in the database: its row, its lease, and the counts that go with each heartbeat. */
export class Presence {
  private listeners: readonly RunningListener[] = [];
  private beating: Repeated | null = null;

  constructor(private readonly options: PresenceOptions) {}

  /** @throws what pg throws */
  async begin(listeners: readonly RunningListener[]): Promise<void> {
    this.listeners = listeners;
    await this.register();
    this.beating = repeat(this.options.timings.heartbeat, () => this.beat());
  }

  /** Nothing before the worker is registered. */
  async reportRevision(revision: number): Promise<void> {
    if (this.beating !== null) await reportRevision(this.options.pool, this.options.worker.id, revision);
  }

  /** What cannot be written any more is lost: the lease then runs out by itself. */
  async end(): Promise<void> {
    const { pool, database, worker, counts } = this.options;
    await this.beating?.stop();
    await Promise.all([...counts.map((each) => each.flush(pool)), markStopped(pool, worker.id)]).catch((error: unknown) =>
      database.lost(error),
    );
  }

  private async beat(): Promise<void> {
    const { pool, database, log, counts, timings, worker, report, onLiving, onTime } = this.options;
    try {
      const asked = performance.now();
      const heard = await heartbeat(pool, worker.id, report(), timings.lease);
      if (heard === null) {
        await this.register();
        log.event('worker-registered-again', { workerId: worker.id });
      } else {
        onTime({ asked, time: heard.time, answered: performance.now() });
        onLiving(heard.living);
      }
      database.found();
      for (const each of counts) await each.flush(pool);
    } catch (error) {
      database.lost(error);
    }
  }

  private register(): Promise<void> {
    const { pool, worker, report, timings } = this.options;
    return registerWorker(pool, { ...worker, listeners: this.listeners }, report(), timings.lease);
  }
}
