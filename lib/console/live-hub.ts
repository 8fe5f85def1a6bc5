import type pg from 'pg';
import { type DatabaseChannels, listenFor } from '@/lib/db/database-channels';
import { LIVE_CHANNEL, type LiveBatch, type LiveEvent, liveBatchSchema, WATCH_CHANNEL } from '@/lib/live/live-event';

/** Milliseconds after which workers are told again that somebody watches. */
const SAY_EVERY = 5000;
/** Milliseconds without events after which a watcher is told that there were none, so that nobody between takes the connection for dead. */
const QUIET = 15_000;
/** Milliseconds until a watcher has to come again, and to prove anew who it is. */
const LONGEST = 10 * 60_000;
/** Events that wait for a watcher which reads slowly; the oldest give way. */
const MOST_WAITING = 500;

/** Passes on what workers tell to all who watch in this console. One connection to the database while somebody does, none otherwise. */
export class LiveHub {
  private readonly watchers = new Set<Watcher>();
  private channels: DatabaseChannels | null = null;
  private saying: NodeJS.Timeout | null = null;

  constructor(
    private readonly databaseUrl: string,
    private readonly pool: pg.Pool,
  ) {}

  /** Batches as they come, an empty one when nothing does, until the signal or for LONGEST. */
  async *watch(signal: AbortSignal, quiet = QUIET): AsyncGenerator<LiveBatch, void> {
    const watcher = new Watcher(signal);
    this.watchers.add(watcher);
    this.begin();
    const until = performance.now() + LONGEST;
    try {
      yield { events: [], missed: 0 };
      while (!signal.aborted && performance.now() < until) {
        await watcher.something(quiet);
        if (!signal.aborted) yield watcher.take();
      }
    } finally {
      this.watchers.delete(watcher);
      if (this.watchers.size === 0) this.stop();
    }
  }

  stop(): void {
    void this.channels?.stop();
    this.channels = null;
    if (this.saying !== null) clearInterval(this.saying);
    this.saying = null;
  }

  private begin(): void {
    this.channels ??= listenFor(this.databaseUrl, { [LIVE_CHANNEL]: (said) => (said === null ? this.say() : this.hear(said)) });
    this.saying ??= setInterval(() => this.say(), SAY_EVERY).unref();
  }

  private say(): void {
    this.pool.query('SELECT pg_notify($1, $2)', [WATCH_CHANNEL, '']).catch(() => undefined);
  }

  private hear(said: string): void {
    const batch = liveBatchSchema.safeParse(parse(said));
    if (batch.success) for (const watcher of this.watchers) watcher.add(batch.data);
  }
}

/** A worker of another version may say what we do not understand. */
function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

class Watcher {
  private events: LiveEvent[] = [];
  private missed = 0;
  private wake: () => void = () => undefined;

  constructor(private readonly signal: AbortSignal) {}

  add({ events, missed }: LiveBatch): void {
    const all = [...this.events, ...events];
    this.events = all.slice(-MOST_WAITING);
    this.missed += missed + all.length - this.events.length;
    this.wake();
  }

  take(): LiveBatch {
    const { events, missed } = this;
    this.events = [];
    this.missed = 0;
    return { events, missed };
  }

  /** Resolves when there is something to take, at the signal, and after so many milliseconds. */
  async something(quiet: number): Promise<void> {
    if (this.events.length > 0 || this.missed > 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, quiet);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
      this.signal.addEventListener('abort', this.wake, { once: true });
    });
    this.signal.removeEventListener('abort', this.wake);
    this.wake = () => undefined;
  }
}
