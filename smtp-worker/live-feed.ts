import type pg from 'pg';
import { LIVE_CHANNEL, type LiveEvent, liveEventOf } from '@/lib/live/live-event';
import { packEvents } from '@/lib/live/pack-events';
import type { Log } from '@/lib/log/log';

/** Milliseconds for which one word that somebody watches counts; a console says it again more often. */
const WATCHED = 12_000;
/** Milliseconds in which events are collected to be told together. */
const COLLECT = 250;
/** Events that wait to be told, and notifications that tell them, at most: what is beyond is only counted. */
const MOST = { events: 200, notifications: 4 };

/** Tells the consoles what happens while somebody watches (decision 025). Costs nothing otherwise, and never keeps anything waiting. */
export class LiveFeed {
  private watchedUntil = 0;
  private events: LiveEvent[] = [];
  private missed = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly pool: pg.Pool,
    private readonly now: () => Date,
  ) {}

  /** Somebody watches. */
  watch(): void {
    this.watchedUntil = performance.now() + WATCHED;
  }

  /** The same log, of which whoever watches sees what concerns sessions and deliveries. */
  tell(log: Log): Log {
    return {
      event: (name, fields) => {
        log.event(name, fields);
        if (performance.now() < this.watchedUntil) this.note(name, fields);
      },
    };
  }

  stop(): void {
    this.watchedUntil = 0;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private note(name: string, fields: object): void {
    const event = this.events.length < MOST.events ? liveEventOf(name, fields, this.now()) : null;
    if (event !== null) this.events.push(event);
    else if (this.events.length >= MOST.events) this.missed += 1;
    this.timer ??= setTimeout(() => this.send(), COLLECT).unref();
  }

  /** What cannot be told is forgotten: it stands under Messages all the same. */
  private send(): void {
    this.timer = null;
    const packed = packEvents(this.events, this.missed, MOST.notifications);
    this.events = [];
    this.missed = 0;
    if (packed.length === 0) return;
    this.pool
      .query({ name: 'live', text: 'SELECT pg_notify($1, said) FROM unnest($2::text[]) AS said', values: [LIVE_CHANNEL, packed] })
      .catch(() => undefined);
  }
}
