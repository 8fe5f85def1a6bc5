import { LRUCache } from 'lru-cache';
import { afterFailure, afterReached, type HopHealth, isDoubtful, isOnProbation, NEW_HOP, type Pause } from './hop-health';
import { HopRate } from './hop-rate';

/** Something to be delivered. */
export interface HopJob {
  /** The next hop, whose limits count for all ways to it. */
  readonly hop: string;
  /** The way there: next hop and TLS demand. One may be paused while another is not. */
  readonly key: string;
  /** Tried even while the way is paused: somebody has asked for it. */
  readonly urgent: boolean;
}

export interface HopLimits {
  /** Jobs that run at a time. */
  readonly overall: number;
  /** Of these, jobs for ways that are new or have failed last: however many of them hang, the others have room. */
  readonly doubtful: number;
  readonly perHop: number;
  /** Jobs that begin in a minute for one next hop; null: any number. */
  readonly perMinute: number | null;
  /** Jobs waiting for one way that are enough for the moment. */
  readonly crowd: number;
}

/** How a job went. `unreached`: no session came about, or it broke off; `neither`: it says nothing of the next hop. */
export type HopVerdict<Why> =
  | { readonly kind: 'reached' }
  | { readonly kind: 'neither' }
  | { readonly kind: 'unreached'; readonly why: Why };

export interface HopHooks<Job, Why> {
  /** Asked each time: what changes holds for the jobs that begin from then on. */
  readonly limits: () => HopLimits;
  /** Milliseconds. */
  readonly now: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Must not reject. */
  readonly run: (job: Job) => Promise<HopVerdict<Why>>;
  /** A crowd has gone: the way can take more. */
  readonly onThinned: () => void;
  /** Jobs that are not run, since their way is left alone. */
  readonly onPaused: (jobs: readonly Job[], pause: Pause<Why>) => void;
}

interface Way<Job> {
  readonly hop: string;
  waiting: Job[];
  running: number;
  /** When a job last began or ended. */
  movedAt: number;
}

/** A job that is not kept waiting here, and the seconds after which it may come again. */
export interface SentAway<Job> {
  readonly job: Job;
  readonly seconds: number;
}

/** Ways whose health is remembered. */
const MOST_REMEMBERED = 20_000;
/** Milliseconds without a beginning or an end after which a way with a crowd counts as stalled, and one of which nothing good is known. */
const STALLED = 10_000;
const STALLED_IN_DOUBT = 2_000;
/** Seconds after which a job of a stuck way comes again, and at most one that waits for its turn. */
const COMES_AGAIN = 60;
const LONGEST_AWAY = 900;

/**
 * Runs jobs with a bound overall and bounds for each next hop, and gives the ways their turns in rotation: however many jobs wait for a slow
 * one, they take no more than its share. A way that fails several times in a row is left alone for a growing time.
 */
export class HopQueues<Job extends HopJob, Why> {
  /** In the order of their turns. */
  private readonly ways = new Map<string, Way<Job>>();
  private readonly health = new LRUCache<string, HopHealth<Why>>({ max: MOST_REMEMBERED });
  private readonly runningAt = new Map<string, number>();
  private readonly rate: HopRate;
  private running = 0;
  private doubtful = 0;
  private idleWaiters: (() => void)[] = [];

  constructor(private readonly hooks: HopHooks<Job, Why>) {
    this.rate = new HopRate(hooks.now, () => this.fill());
  }

  add(job: Job): void {
    const health = this.healthOf(job.key);
    if (health.pause !== null && this.hooks.now() < health.pause.until) {
      if (!job.urgent) {
        this.hooks.onPaused([job], health.pause);
        return;
      }
      this.health.set(job.key, { ...health, pause: null });
    }
    const way = this.ways.get(job.key) ?? { hop: job.hop, waiting: [], running: 0, movedAt: this.hooks.now() };
    this.ways.set(job.key, way);
    way.waiting.push(job);
    this.fill();
  }

  get underWay(): number {
    return this.running;
  }

  /** The jobs that wait for crowded ways. */
  crowds(): Job[] {
    const { crowd } = this.hooks.limits();
    return [...this.ways.values()].filter(({ waiting }) => waiting.length >= crowd).flatMap(({ waiting }) => waiting);
  }

  /**
   * Takes away what would wait here for long, beyond a crowd: for a way that is stalled or on probation, or faster than its next hop is to be
   * given. Else it would fill the memory and keep out what others could be sent.
   */
  sendAway(): SentAway<Job>[] {
    const { crowd, perMinute } = this.hooks.limits();
    const now = this.hooks.now();
    return [...this.ways].flatMap(([key, way]) => {
      if (way.waiting.length <= crowd) return [];
      const health = this.healthOf(key);
      const patience = isDoubtful(health) ? STALLED_IN_DOUBT : STALLED;
      const isStuck = isOnProbation(health) || (way.running > 0 && now - way.movedAt >= patience);
      if (isStuck) return way.waiting.splice(crowd).map((job) => ({ job, seconds: COMES_AGAIN }));
      if (perMinute === null) return [];
      const kept = Math.max(crowd, Math.ceil(perMinute));
      return way.waiting.splice(kept).map((job, i) => ({ job, seconds: Math.min(LONGEST_AWAY, (60 * (kept + i)) / perMinute) }));
    });
  }

  /** Gives every way a new chance: the reason why it failed may be gone. */
  forgetFailures(): void {
    this.health.clear();
  }

  /** Forgets the jobs that have not begun. */
  dropWaiting(): void {
    for (const way of this.ways.values()) way.waiting.length = 0;
    this.rate.stop();
  }

  /** Resolves when nothing runs. */
  idle(): Promise<void> {
    return this.running === 0 ? Promise.resolve() : new Promise((resolve) => this.idleWaiters.push(resolve));
  }

  private healthOf(key: string): HopHealth<Why> {
    return this.health.get(key) ?? NEW_HOP;
  }

  private fill(): void {
    for (let next = this.next(); next !== null; next = this.next()) void this.start(next.way, next.job);
  }

  private next(): { way: Way<Job>; job: Job } | null {
    const limits = this.hooks.limits();
    if (this.running >= limits.overall) return null;
    for (const [key, way] of this.ways) {
      if (way.waiting.length === 0 || !this.hasRoom(key, way, limits)) continue;
      const job = way.waiting.shift();
      if (job === undefined) continue;
      if (way.waiting.length === limits.crowd - 1) this.hooks.onThinned();
      return { way, job };
    }
    return null;
  }

  private hasRoom(key: string, way: Way<Job>, { perHop, perMinute, doubtful }: HopLimits): boolean {
    if ((this.runningAt.get(way.hop) ?? 0) >= perHop) return false;
    const health = this.healthOf(key);
    if (way.running >= Math.floor(health.window)) return false;
    if (isDoubtful(health) && this.doubtful >= doubtful) return false;
    return perMinute === null || this.rate.takeTurn(way.hop, perMinute);
  }

  private async start(way: Way<Job>, job: Job): Promise<void> {
    const { key, hop } = job;
    const wasDoubtful = isDoubtful(this.healthOf(key));
    this.count(way, 1, wasDoubtful);
    // To the end of the rotation.
    this.ways.delete(key);
    this.ways.set(key, way);
    const verdict = await this.hooks.run(job);
    this.count(way, -1, wasDoubtful);
    this.judge(key, way, verdict);
    if (way.running === 0 && way.waiting.length === 0) this.ways.delete(key);
    if (this.runningAt.get(hop) === 0) this.runningAt.delete(hop);
    this.fill();
    if (this.running === 0) for (const wake of this.idleWaiters.splice(0)) wake();
  }

  private count(way: Way<Job>, change: 1 | -1, doubtful: boolean): void {
    way.movedAt = this.hooks.now();
    way.running += change;
    this.running += change;
    if (doubtful) this.doubtful += change;
    this.runningAt.set(way.hop, (this.runningAt.get(way.hop) ?? 0) + change);
  }

  private judge(key: string, way: Way<Job>, verdict: HopVerdict<Why>): void {
    if (verdict.kind === 'neither') return;
    const health = this.healthOf(key);
    const now = this.hooks.now();
    if (verdict.kind === 'reached') {
      this.health.set(key, afterReached(health, now, this.hooks.limits().perHop));
      return;
    }
    const after = afterFailure(health, verdict.why, now, this.hooks.random());
    this.health.set(key, after);
    if (after.pause !== null && now < after.pause.until && way.waiting.length > 0) this.hooks.onPaused(way.waiting.splice(0), after.pause);
  }
}
