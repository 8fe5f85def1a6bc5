import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { NewAttempt, Settlement } from '@/lib/queue/settle-attempts';
import { createMetrics } from '@/smtp-worker/monitoring/metrics';
import { pruneTraffic, Traffic } from '@/smtp-worker/monitoring/traffic';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { QUIET_GAUGES } from '../../support/quiet-gauges';
import { newTransaction } from '../queue/new-transaction';

// Counted in memory by recipient, added up in the database by hour, gone after 90 days.

let database: TestDatabase;
let pool: pg.Pool;
let now: Date;
let metrics: ReturnType<typeof createMetrics>;
let traffic: Traffic;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(async () => {
  await pool.query('DELETE FROM traffic_count');
  now = new Date('2026-11-24T09:59:59.000Z');
  metrics = createMetrics(QUIET_GAUGES);
  traffic = new Traffic(metrics, () => now);
});

async function stored(): Promise<string[]> {
  const { rows } = await pool.query<{ hour: Date; direction: string; outcome: string; tls_version: string; count: number }>(
    'SELECT * FROM traffic_count ORDER BY hour, direction, outcome, tls_version',
  );
  return rows.map(
    ({ hour, direction, outcome, tls_version, count }) =>
      `${hour.toISOString().slice(11, 16)} ${direction} ${outcome} ${tls_version || '-'} ${count}`,
  );
}

const rule = { ruleId: '3f2b8a52-1a70-4f0e-9d0b-2f5c1f0a9d11', name: 'copy', order: 1 };

test('what came in, each recipient that the client has named by its own answer', async () => {
  const [kept, refused, late, copy] = newTransaction({}, ['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example']).recipients.map(
    (recipient, i) =>
      [
        recipient,
        { ...recipient, state: 'refused', reply: '550 5.7.10 Encryption needed' } as const,
        { ...recipient, state: 'refused', reply: '450 4.7.1 Come again' } as const,
        { ...recipient, origin: { kind: 'added', of: 'a@x.example', rule } } as const,
      ][i],
  );
  const recipients = [kept, refused, late, copy].filter((one) => one !== undefined);
  traffic.answered({ recipients, reply: '250 2.0.0 Queued', tlsVersion: 'TLSv1.3' });
  traffic.answered({ recipients: [], reply: '550 5.7.1 No', tlsVersion: null });
  traffic.answered({ recipients: [], reply: '451 4.7.0 Later', tlsVersion: null });
  traffic.received('put-off', null);
  await traffic.flush(pool);
  now = new Date('2026-11-24T10:00:00.000Z');
  traffic.answered({ recipients, reply: '250 2.0.0 Queued', tlsVersion: 'TLSv1.3' });
  await traffic.flush(pool);
  traffic.answered({ recipients: recipients.slice(0, 1), reply: '250 2.0.0 Queued', tlsVersion: 'TLSv1.3' });
  await traffic.flush(pool);
  expect(await stored()).toEqual([
    '09:00 in accepted TLSv1.3 1',
    '09:00 in put-off - 2',
    '09:00 in put-off TLSv1.3 1',
    '09:00 in refused - 1',
    '09:00 in refused TLSv1.3 1',
    '10:00 in accepted TLSv1.3 2',
    '10:00 in put-off TLSv1.3 1',
    '10:00 in refused TLSv1.3 1',
  ]);
  const text = await metrics.text();
  expect(text).toContain('siegel_received_recipients_total{outcome="accepted",tls_version="TLSv1.3"} 3');
  expect(text).toContain('siegel_received_recipients_total{outcome="put-off",tls_version="none"} 2');
});

const attempt: NewAttempt = {
  startedAt: new Date('2026-11-24T09:00:00.000Z'),
  finishedAt: new Date('2026-11-24T09:00:00.200Z'),
  revision: 1,
  outcome: 'delivered',
  reason: null,
  nextHop: 'mx.partner.example:25',
  address: '192.0.2.1',
  demanded: { startsWith: 'opportunistic' },
  achieved: { level: 'name-verified', version: 'TLSv1.3', cipher: null, group: null, certificate: null },
  detail: '250 OK',
  decidedBy: [],
  matched: [],
};
const delivered: Settlement = {
  recipientId: '1',
  state: 'delivered',
  nextAttemptAt: null,
  lastError: null,
  lastReason: null,
  nextHop: null,
  delayTold: false,
  attempts: [attempt],
};

test('what deliveries came to, with the TLS of the last attempt', async () => {
  const plaintext = { ...attempt, achieved: { level: 'none', version: null, cipher: null, group: null, certificate: null } } as const;
  traffic.settled(delivered);
  traffic.settled({ ...delivered, attempts: [attempt, plaintext] });
  traffic.settled({ ...delivered, state: 'deferred', lastReason: 'connect-failed', attempts: [{ ...attempt, achieved: null }] });
  traffic.settled({ ...delivered, state: 'expired', lastReason: 'certificate-expired' });
  traffic.settled({ ...delivered, state: 'bounced', lastReason: 'returned-by-administrator', attempts: [] });
  await traffic.flush(pool);
  expect(await stored()).toEqual([
    '09:00 out bounced - 1',
    '09:00 out deferred - 1',
    '09:00 out delivered - 1',
    '09:00 out delivered TLSv1.3 1',
    '09:00 out expired TLSv1.3 1',
  ]);
  const text = await metrics.text();
  expect(text).toContain('siegel_deliveries_total{outcome="delivered",tls_level="name-verified",tls_version="TLSv1.3"} 1');
  expect(text).toContain('siegel_deliveries_total{outcome="delivered",tls_level="none",tls_version="none"} 1');
  expect(text).toContain('siegel_deliveries_total{outcome="deferred",tls_level="unreached",tls_version="unreached"} 1');
  expect(text).toContain('siegel_delivery_failures_total{reason="connect-failed"} 1');
  expect(text).toContain('siegel_delivery_seconds_count 4');
});

test('stays counted while the database is away', async () => {
  traffic.settled(delivered);
  const away = new pg.Pool({ connectionString: 'postgresql://nobody@127.0.0.1:1/none' });
  await expect(traffic.flush(away)).rejects.toThrow();
  await away.end();
  traffic.settled(delivered);
  await traffic.flush(pool);
  expect(await stored()).toEqual(['09:00 out delivered TLSv1.3 2']);
});

test('is forgotten after 90 days', async () => {
  now = new Date(Date.now() - 91 * 86_400_000);
  traffic.settled(delivered);
  now = new Date(Date.now() - 89 * 86_400_000);
  traffic.settled(delivered);
  await traffic.flush(pool);
  await pruneTraffic(pool);
  expect(await stored()).toHaveLength(1);
});
