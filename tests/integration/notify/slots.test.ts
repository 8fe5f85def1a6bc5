import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Answered } from '@/lib/acceptance/notifications';
import { loadSecretKey } from '@/lib/auth/secret-key';
import { openLog } from '@/lib/log/log';
import { compilePolicy } from '@/lib/policy/compile';
import { evaluate } from '@/lib/policy/evaluate';
import { newQueueId } from '@/lib/queue/queue-id';
import { createMetrics } from '@/smtp-worker/monitoring/metrics';
import type { Notification } from '@/smtp-worker/notify/notification';
import { pruneSlots } from '@/smtp-worker/notify/notification-slots';
import { Notifier } from '@/smtp-worker/notify/notifier';
import { ownMessageIds } from '@/smtp-worker/notify/own-message-ids';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { QUIET_GAUGES } from '../../support/quiet-gauges';
import { policyOf, rule } from '../../unit/policy/rules';

// Several workers and one interval: one notification, and the next one says what was held back.

const RULE = '3f2b8a52-1a70-4f0e-9d0b-2f5c1f0a9d11';
const compiled = compilePolicy(
  policyOf({
    rules: [
      rule({
        id: RULE,
        name: 'no TLS',
        actions: [
          ['notify.email', { address: 'admin@local.tld', interval: 3600 }],
          ['notify.webhook', { url: 'https://hooks.local.tld/x', interval: 600 }],
        ],
      }),
    ],
  }),
);
const secretKey = loadSecretKey({ SECRET_KEY: 'a secret that is for tests alone.', DATA_DIR: '' });
const messageIds = ownMessageIds(secretKey);

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 8 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(async () => {
  await pool.query('DELETE FROM mail_recipient');
  await pool.query('DELETE FROM mail_transaction');
  await pool.query('DELETE FROM notification_slot');
});

let ids = 0;

function worker() {
  const called: Notification[] = [];
  const queued: string[] = [];
  const metrics = createMetrics(QUIET_GAUGES);
  const notifier = new Notifier({
    workerId: '11111111-1111-4111-8111-111111111111',
    hostname: 'mx.local.tld',
    policy: () => compiled,
    newQueueId: () => newQueueId(ids++, Buffer.alloc(5)),
    messageIds,
    now: () => new Date('2026-11-24T06:30:00.000Z'),
    call: (notification) => called.push(notification),
    onQueued: (mails) => queued.push(...mails.map(({ id }) => id)),
    log: openLog('silent'),
    metrics,
  });
  const match = (minute: number, messageId: string | null = null) => notifier.note(answered(minute), messageId);
  return { notifier, match, called, queued, metrics };
}

function answered(minute: number): Answered {
  const decision = evaluate(compiled, {}, 'data');
  return {
    at: `2026-11-24T06:${String(minute).padStart(2, '0')}:00.000Z`,
    client: '192.0.2.7',
    tlsVersion: null,
    sender: 'me@a.tld',
    reply: '250 2.0.0 Ok',
    queueId: 'Q',
    decisions: [{ recipient: 'one@b.tld', outcome: 'accept', decision }],
  };
}

/** The subject of each mail in the queue, with the address that it goes to. */
async function mails(): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(
    `SELECT r.address || ': ' || t.subject AS line FROM mail_transaction t JOIN mail_recipient r ON r.transaction_id = t.id
     WHERE t.sender = '' AND t.listener = 'notification' AND r.state = 'pending' ORDER BY t.id`,
  );
  return rows.map(({ line }) => line);
}

/** As if so many seconds had passed since the last notifications. */
async function pass(seconds: number): Promise<void> {
  await pool.query('UPDATE notification_slot SET sent_at = sent_at - make_interval(secs => $1)', [seconds]);
}

async function told(kind: 'email' | 'webhook'): Promise<unknown> {
  const { rows } = await pool.query(
    'SELECT told, told_since AS since, held_back AS "heldBack" FROM notification_slot WHERE rule_id = $1 AND kind = $2',
    [RULE, kind],
  );
  return rows[0];
}

test('the first match is told at once, what follows within the interval is counted and told with the next', async () => {
  const { notifier, match, called, queued, metrics } = worker();
  match(1);
  match(2);
  await notifier.flush(pool);
  expect(await mails()).toEqual(['admin@local.tld: Rule "no TLS" has matched 2 times']);
  expect(queued).toHaveLength(1);
  expect(called).toMatchObject([{ count: 2, heldBack: 0, since: new Date('2026-11-24T06:01:00.000Z') }]);

  match(3);
  match(4);
  await notifier.flush(pool);
  match(5);
  await notifier.flush(pool);
  expect(await mails()).toHaveLength(1);
  expect(await told('email')).toEqual({ told: 2, since: new Date('2026-11-24T06:01:00.000Z'), heldBack: 3 });

  await pass(3600);
  match(6);
  await notifier.flush(pool);
  expect((await mails())[1]).toBe('admin@local.tld: Rule "no TLS" has matched 4 times');
  expect(called[1]).toMatchObject({
    count: 4,
    heldBack: 3,
    since: new Date('2026-11-24T06:03:00.000Z'),
    latest: { at: '2026-11-24T06:06:00.000Z' },
  });
  expect(await told('email')).toMatchObject({ told: 4, heldBack: 0 });
  const counted = await metrics.text();
  expect(counted).toContain('siegel_notifications_total{kind="email",outcome="sent"} 2');
  expect(counted).toContain('siegel_notifications_total{kind="email",outcome="held-back"} 3');
});

test('each target has an interval of its own', async () => {
  const { notifier, match, called } = worker();
  match(1);
  await notifier.flush(pool);
  await pass(600);
  match(2);
  await notifier.flush(pool);
  expect(called).toHaveLength(2);
  expect(await mails()).toHaveLength(1);
});

test('of many workers that ask at once one tells, and nothing is counted twice or lost', async () => {
  const workers = Array.from({ length: 6 }, worker);
  for (const [i, { match }] of workers.entries()) for (let times = 0; times <= i; times += 1) match(times);
  await Promise.all(workers.map(({ notifier }) => notifier.flush(pool)));
  expect(await mails()).toHaveLength(1);
  expect(workers.flatMap(({ called }) => called)).toHaveLength(1);
  const { rows } = await pool.query<{ all: number }>('SELECT told + held_back AS all FROM notification_slot');
  expect(rows).toEqual([{ all: 21 }, { all: 21 }]);

  await pass(3600);
  for (const { match } of workers) match(30);
  await Promise.all(workers.map(({ notifier }) => notifier.flush(pool)));
  expect(await mails()).toHaveLength(2);
});

test('without matches nothing is written', async () => {
  const { notifier } = worker();
  await notifier.flush(pool);
  expect((await pool.query('SELECT FROM notification_slot')).rowCount).toBe(0);
});

test('what the gateway has written itself and comes back is told nobody', async () => {
  const { notifier, match } = worker();
  match(1, messageIds.make('01JDQ8Z7K2ABCDEFGH', 'mx.local.tld'));
  await notifier.flush(pool);
  expect(await mails()).toEqual([]);
  match(2, '<somebody@else.tld>');
  await notifier.flush(pool);
  expect(await mails()).toHaveLength(1);
});

test('what cannot be written is kept, together with what comes since', async () => {
  const { notifier, match, called } = worker();
  const away = new pg.Pool({ connectionString: database.url.replace(/\/[^/]*$/, '/no_such_database') });
  match(1);
  const failed = notifier.flush(away);
  match(2);
  await expect(failed).rejects.toThrow();
  await away.end();
  await notifier.flush(pool);
  expect(called).toMatchObject([{ count: 2, since: new Date('2026-11-24T06:01:00.000Z'), latest: { at: '2026-11-24T06:02:00.000Z' } }]);
  expect(await mails()).toEqual(['admin@local.tld: Rule "no TLS" has matched 2 times']);
});

test('a slot whose interval has passed is deleted, one that holds matches back after 90 days', async () => {
  const day = 86_400;
  await pool.query(
    `INSERT INTO notification_slot (rule_id, kind, target, "interval", sent_at, told, told_since, held_back)
     SELECT $1, 'email', name, 3600, now() - make_interval(secs => age), 1, now(), held
     FROM (VALUES ('running', 3000, 0), ('passed', 4000, 0), ('holds', 4000, 1), ('held for long', 91 * ${day}, 1)) AS v(name, age, held)`,
    [RULE],
  );
  await pruneSlots(pool);
  const { rows } = await pool.query<{ target: string }>('SELECT target FROM notification_slot ORDER BY target');
  expect(rows.map(({ target }) => target)).toEqual(['holds', 'running']);
});
