export interface HopLimits {
  /** Jobs that run at a time. */
  readonly overall: number;
  readonly perHop: number;
  /** Jobs waiting for one next hop that are enough for the moment. */
  readonly crowd: number;
}

interface Hop<Job> {
  readonly waiting: Job[];
  running: number;
}

/**
 * Runs jobs with a bound overall and one per next hop, and gives the next hops their turns in rotation: however many jobs wait for a slow
 * one, they take no more than its share.
 */
export class HopQueues<Job> {
  /** In the order of their turns. */
  private readonly hops = new Map<string, Hop<Job>>();
  private running = 0;
  private idleWaiters: (() => void)[] = [];

  /**
   * @param limits asked each time: what changes holds for the jobs that begin from then on
   * @param run must not reject
   * @param onThinned a next hop's crowd has gone: it can take more
   */
  constructor(
    private readonly limits: () => HopLimits,
    private readonly run: (job: Job) => Promise<void>,
    private readonly onThinned: () => void,
  ) {}

  add(key: string, job: Job): void {
    const hop = this.hops.get(key) ?? { waiting: [], running: 0 };
    this.hops.set(key, hop);
    hop.waiting.push(job);
    this.fill();
  }

  get underWay(): number {
    return this.running;
  }

  /** The jobs that wait for crowded next hops. */
  crowds(): Job[] {
    const { crowd } = this.limits();
    return [...this.hops.values()].filter(({ waiting }) => waiting.length >= crowd).flatMap(({ waiting }) => waiting);
  }

  /** Forgets the jobs that have not begun. */
  dropWaiting(): void {
    for (const hop of this.hops.values()) hop.waiting.length = 0;
  }

  /** Resolves when nothing runs. */
  idle(): Promise<void> {
    return this.running === 0 ? Promise.resolve() : new Promise((resolve) => this.idleWaiters.push(resolve));
  }

  private fill(): void {
    for (let next = this.next(); next !== null; next = this.next()) void this.start(next.key, next.hop, next.job);
  }

  private next(): { key: string; hop: Hop<Job>; job: Job } | null {
    const { overall, perHop, crowd } = this.limits();
    if (this.running >= overall) return null;
    for (const [key, hop] of this.hops) {
      if (hop.running >= perHop) continue;
      const job = hop.waiting.shift();
      if (job === undefined) continue;
      if (hop.waiting.length === crowd - 1) this.onThinned();
      return { key, hop, job };
    }
    return null;
  }

  private async start(key: string, hop: Hop<Job>, job: Job): Promise<void> {
    hop.running += 1;
    this.running += 1;
    // To the end of the rotation.
    this.hops.delete(key);
    this.hops.set(key, hop);
    await this.run(job);
    hop.running -= 1;
    this.running -= 1;
    if (hop.running === 0 && hop.waiting.length === 0) this.hops.delete(key);
    this.fill();
    if (this.running === 0) for (const wake of this.idleWaiters.splice(0)) wake();
  }
}
