import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '@/lib/log/log';
import { RestartBackoff } from '@/lib/restart-backoff';
import { reasonOf } from '../database-state';
import { type HealthServer, startHealth } from '../monitoring/health';
import { cannotListen, orStartError, StartError } from '../start-error';
import { ClientCounts } from './client-counts';
import { addUp } from './sum-of-metrics';
import { WorkerChild } from './worker-child';

export interface SupervisorOptions {
  readonly workers: number;
  /** Where /healthz, /readyz and /metrics of all of them together are served. */
  readonly metrics: { readonly host: string; readonly port: number };
  readonly log: Log;
}

/**
 * Runs several worker processes that share the ports of the listeners, and starts again whichever ends. The connections are accepted here
 * and handed to the processes in turn; as long as one of them listens, none is refused.
 */
export class Supervisor {
  private readonly children = new Map<number, WorkerChild>();
  private readonly clients = new ClientCounts();
  private readonly stopRequest = new AbortController();
  private health: HealthServer | null = null;
  private restarting = false;

  constructor(private readonly options: SupervisorOptions) {}

  /**
   * Resolves when the first listens; the others follow. It alone makes what a first start has to make, and says once what is wrong.
   * @throws StartError when the first ends before, which has said why, or when the port of the metrics is not to be had
   */
  async start(): Promise<void> {
    const { workers, metrics, log } = this.options;
    const starting = startHealth({ ...metrics, notReady: () => this.notReady(), metrics: () => this.metrics() });
    this.health = await orStartError(starting, cannotListen('health and metrics', metrics.host, metrics.port));
    log.event('health-listening', { address: metrics.host, port: this.health.port });
    const first = this.launch();
    try {
      await first.listening;
    } catch (error) {
      await this.health.stop();
      throw new StartError(`The first of ${workers} SMTP workers has ended before it was ready (${reasonOf(error)}).`);
    }
    void this.keepRunning(first);
    if (this.stopping) return;
    for (let more = 1; more < workers; more += 1) void this.keepRunning(this.launch());
    log.event('supervisor-started', { workers });
  }

  /** Replaces one after the other: a new process listens before an old one stops listening and finishes what it has under way. */
  async restart(): Promise<void> {
    if (this.restarting || this.stopping) return;
    this.restarting = true;
    const { log } = this.options;
    const old = [...this.children.values()].filter(({ serves }) => serves);
    log.event('workers-restarting', { workers: old.length });
    for (const child of old) {
      const next = this.launch();
      const failure = await next.listening.then(() => null, reasonOf);
      if (failure !== null || this.stopping) {
        // What cannot start replaces nothing.
        if (failure !== null) log.event('workers-not-restarted', { reason: failure });
        break;
      }
      void this.keepRunning(next);
      await child.stop();
    }
    this.restarting = false;
    if (!this.stopping) log.event('workers-restarted', {});
  }

  /** Lets all finish what is under way. */
  async stop(): Promise<void> {
    this.stopRequest.abort();
    await Promise.all([...this.children.values()].map((child) => child.stop()));
    await this.health?.stop();
  }

  private get stopping(): boolean {
    return this.stopRequest.signal.aborted;
  }

  private launch(): WorkerChild {
    const child = new WorkerChild(({ pid }, counts) => this.passOn(this.clients.report(pid, counts)));
    this.children.set(child.pid, child);
    child.listening.then(
      () => child.tell({ kind: 'clients-elsewhere', counts: this.clients.join(child.pid) }),
      () => undefined,
    );
    void child.ended.then(() => {
      this.children.delete(child.pid);
      this.passOn(this.clients.leave(child.pid));
    });
    return child;
  }

  /** Starts another in its place, whenever it ends without having been told to. */
  private async keepRunning(first: WorkerChild): Promise<void> {
    const backoff = new RestartBackoff();
    for (let child = first; ; child = this.launch()) {
      const since = performance.now();
      const end = await child.ended;
      if (child.stopping || this.stopping) return;
      const wait = backoff.next(performance.now() - since);
      this.options.log.event('worker-ended', { pid: child.pid, end, startedAgainInMs: wait });
      await delay(wait, undefined, { signal: this.stopRequest.signal }).catch(() => undefined);
      if (this.stopping) return;
    }
  }

  private passOn(counts: ReadonlyMap<number, Readonly<Record<string, number>>>): void {
    for (const [pid, elsewhere] of counts) this.children.get(pid)?.tell({ kind: 'clients-elsewhere', counts: elsewhere });
  }

  /** All that listen must be able to take mail: a connection may come to any of them. */
  private async notReady(): Promise<string | null> {
    const states = await this.states();
    if (states.length === 0) return 'no worker listens yet';
    return states.find(({ notReady }) => notReady !== null)?.notReady ?? null;
  }

  private async metrics(): Promise<string> {
    return addUp((await this.states()).map(({ metrics }) => metrics));
  }

  private async states() {
    const serving = [...this.children.values()].filter(({ serves }) => serves);
    const states = await Promise.all(serving.map((child) => child.ask()));
    return states.filter((state) => state !== null);
  }
}
