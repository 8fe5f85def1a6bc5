import type pg from 'pg';
import type { Settlement } from '@/lib/queue/settle-attempts';
import type { NewTransaction } from '@/lib/queue/transaction';
import type { Metrics } from './metrics';

export type ReceivedOutcome = 'accepted' | 'put-off' | 'refused';

interface Entry {
  readonly hour: string;
  readonly direction: 'in' | 'out';
  readonly outcome: ReceivedOutcome | Settlement['state'];
  /** Empty without TLS. */
  readonly tlsVersion: string;
  readonly count: number;
}

/** Counts what becomes of mail, by recipient: for Prometheus, and in memory by hour to be added up in the database for the dashboard. */
export class Traffic {
  private counts = new Map<string, Entry>();

  constructor(
    private readonly metrics: Pick<Metrics, 'received' | 'deliveries' | 'deliveryFailures' | 'deliverySeconds'>,
    private readonly now: () => Date,
  ) {}

  /** An SMTP transaction, as it is recorded, has been answered. */
  answered({ recipients, reply, tlsVersion }: Pick<NewTransaction, 'recipients' | 'reply' | 'tlsVersion'>): void {
    // Whom rules have brought in, no client has named.
    const named = recipients.filter(({ origin }) => origin === null || origin.kind === 'discard' || origin.kind === 'redirect');
    if (named.length === 0) this.received(outcomeOf(reply), tlsVersion);
    for (const recipient of named) this.received(recipient.state === 'refused' ? outcomeOf(recipient.reply) : 'accepted', tlsVersion);
  }

  /** A recipient, or what had none yet, has been answered. */
  received(outcome: ReceivedOutcome, tlsVersion: string | null): void {
    this.metrics.received.inc({ outcome, tls_version: tlsVersion ?? 'none' });
    this.count('in', outcome, tlsVersion);
  }

  /** A delivery to a recipient has come to this. */
  settled({ state, lastReason, attempts }: Settlement): void {
    const last = attempts.at(-1);
    const achieved = last?.achieved ?? null;
    const [level, version] = achieved === null ? ['unreached', 'unreached'] : [achieved.level, achieved.version ?? 'none'];
    this.metrics.deliveries.inc({ outcome: state, tls_level: level, tls_version: version });
    if (state !== 'delivered' && lastReason !== null) this.metrics.deliveryFailures.inc({ reason: lastReason });
    if (last !== undefined) this.metrics.deliverySeconds.observe((last.finishedAt.getTime() - last.startedAt.getTime()) / 1000);
    this.count('out', state, achieved?.version ?? null);
  }

  /** @throws what pg throws; then the counts are kept for the next time */
  async flush(pool: pg.Pool): Promise<void> {
    if (this.counts.size === 0) return;
    const taken = this.counts;
    this.counts = new Map();
    try {
      await pool.query({ name: 'traffic-counts', text: ADD, values: [JSON.stringify([...taken.values()])] });
    } catch (error) {
      for (const entry of taken.values()) this.add(entry);
      throw error;
    }
  }

  private count(direction: Entry['direction'], outcome: Entry['outcome'], tlsVersion: string | null): void {
    const hour = `${this.now().toISOString().slice(0, 13)}:00:00Z`;
    this.add({ hour, direction, outcome, tlsVersion: tlsVersion ?? '', count: 1 });
  }

  private add(entry: Entry): void {
    const key = `${entry.hour} ${entry.direction} ${entry.outcome} ${entry.tlsVersion}`;
    this.counts.set(key, { ...entry, count: (this.counts.get(key)?.count ?? 0) + entry.count });
  }
}

/** What a reply says to the client: that it is done, to come again, or not to. */
function outcomeOf(reply: string): ReceivedOutcome {
  return reply.startsWith('5') ? 'refused' : reply.startsWith('4') ? 'put-off' : 'accepted';
}

// In the order of the key, so that two workers that add the same rows cannot deadlock.
const ADD = `
INSERT INTO traffic_count (hour, direction, outcome, tls_version, count)
SELECT "hour", "direction", "outcome", "tlsVersion", "count"
FROM json_to_recordset($1::json) AS t("hour" timestamptz, "direction" text, "outcome" text, "tlsVersion" text, "count" int)
ORDER BY 1, 2, 3, 4
ON CONFLICT (hour, direction, outcome, tls_version) DO UPDATE SET count = traffic_count.count + excluded.count`;

/** Counts are deleted when their hour began more than 90 days ago. @throws what pg throws */
export async function pruneTraffic(db: pg.Pool | pg.ClientBase): Promise<void> {
  await db.query(`DELETE FROM traffic_count WHERE hour < now() - interval '90 days'`);
}
