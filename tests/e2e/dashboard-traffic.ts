import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { newQueueId, QUEUE_ID_RANDOM } from '@/lib/queue/queue-id';
import { storeTransactions } from '@/lib/queue/store-transactions';
import { newTransaction } from '../integration/queue/new-transaction';

const HOUR = 3_600_000;

/** 30 days of a busy company: less at night and at weekends, more and more of it encrypted. In each hour 1 message is refused. */
export async function seedTraffic(sql: pg.Pool): Promise<void> {
  const now = Math.floor(Date.now() / HOUR) * HOUR;
  const rows = Array.from({ length: 30 * 24 }, (_, ago) => {
    const hour = new Date(now - ago * HOUR);
    const busy = hour.getUTCHours() >= 6 && hour.getUTCHours() < 18 && hour.getUTCDay() % 6 !== 0 ? 10 : 2;
    const plain = Math.round((busy * (ago + 90)) / 720);
    const count = (direction: string, outcome: string, tlsVersion: string, count: number) => ({
      hour,
      direction,
      outcome,
      tlsVersion,
      count,
    });
    return [
      count('in', 'accepted', 'TLSv1.3', 12 * busy),
      count('in', 'accepted', 'TLSv1.2', 3 * busy),
      count('in', 'accepted', '', plain),
      count('in', 'put-off', '', busy),
      count('in', 'refused', '', 1),
      count('out', 'delivered', 'TLSv1.3', 10 * busy),
      count('out', 'delivered', 'TLSv1.2', busy),
      count('out', 'delivered', '', 2 * plain),
      count('out', 'deferred', '', busy),
      count('out', 'bounced', '', ago % 5 === 0 ? 1 : 0),
    ];
  }).flat();
  await sql.query(
    `INSERT INTO traffic_count (hour, direction, outcome, tls_version, count)
     SELECT * FROM json_to_recordset($1::json) AS t("hour" timestamptz, "direction" text, "outcome" text, "tlsVersion" text, "count" int)
     ON CONFLICT (hour, direction, outcome, tls_version) DO UPDATE SET count = traffic_count.count + excluded.count`,
    [JSON.stringify(rows)],
  );
}

/** Mail that waits since 5 hours for TLS, 12 recipients that cannot be reached, and one that is held. */
export async function seedQueue(sql: pg.Pool): Promise<void> {
  const ago = (hours: number) => newQueueId(Date.now() - hours * HOUR, randomBytes(QUEUE_ID_RANDOM));
  const dead = Array.from({ length: 12 }, (_, n) => `user${n}@dead.example`);
  const later = { nextAttemptAt: new Date(Date.now() + 24 * HOUR), expiresAt: new Date(Date.now() + 48 * HOUR) };
  await storeTransactions(sql, [
    newTransaction({ id: ago(5) }, ['bob@partner.example'], later),
    newTransaction({ id: ago(2) }, dead, later),
    newTransaction({ id: ago(0.5) }, ['held@partner.example'], { ...later, state: 'held' }),
  ]);
  const fail = 'UPDATE mail_recipient SET state = $2, attempts = 3, last_reason = $3 WHERE domain = $1 AND state = $4';
  await sql.query(fail, ['partner.example', 'deferred', 'certificate-expired', 'pending']);
  await sql.query(fail, ['dead.example', 'deferred', 'connect-failed', 'pending']);
}

/** A worker of another host that was last seen five minutes ago. */
export async function seedLostWorker(sql: pg.Pool): Promise<void> {
  await sql.query(
    `INSERT INTO worker (id, host, pid, version, started_at, seen_at, lease_until, revision, listeners)
     VALUES ($1, 'mx2.company.example', 812, '0.1.0', now() - interval '9 days', now() - interval '5 minutes', now() - interval '5 minutes', 1, $2)`,
    [randomUUID(), JSON.stringify([{ name: 'smtp', address: '0.0.0.0', port: 25, tls: 'starttls', submission: false }])],
  );
}
