import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../support/command';
import { createFakeClock, type FakeClock } from '../support/fake-clock';
import { SmtpClient } from '../support/smtp-client';
import { waitFor } from '../support/wait-for';
import { openScene, type Scene } from './scene';

// Somebody sets the clock of a worker's host, or has never set it right. The workers go by the database's.

const HOUR = 3600;
const DAY = 24 * HOUR;
const GREYLISTED = 'stranger.example';
const DELAY = 60;

let clock: FakeClock;
let scene: Scene;
let pool: pg.Pool;

beforeAll(async () => {
  clock = createFakeClock();
  scene = await openScene({
    environment: clock.environment,
    rules: [
      {
        name: 'strangers wait',
        conditions: [['delivery.sender-domain', { operator: 'is', domains: [GREYLISTED] }]],
        actions: [['smtp.greylist', { delay: DELAY }]],
      },
    ],
  });
  pool = new pg.Pool({ connectionString: scene.databaseUrl, max: 1 });
});

beforeEach(() => clock.set(0));

afterAll(async () => {
  await pool?.end();
  await scene?.stop();
  clock?.remove();
});

const JUMPS = [
  ['an hour ahead', HOUR],
  ['an hour back', -HOUR],
  // Longer than mail waits before it is given up.
  ['ten days ahead', 10 * DAY],
  ['ten days back', -10 * DAY],
] as const;

/** The next hop takes no recipient the first few times. */
function refuseForNow(times: number): void {
  let left = times;
  scene.nextHop.answerWith(({ stage }) => {
    if (stage !== 'rcpt' || left === 0) return undefined;
    left -= 1;
    return '450 4.2.1 Busy';
  });
}

it('the clock that is set here is what a process is shown', async () => {
  clock.set(HOUR);
  const { output } = await runCommand('env', [
    ...Object.entries(clock.environment).map(([name, value]) => `${name}=${value}`),
    process.execPath,
    '--print',
    'Date.now()',
  ]);
  expect(Math.abs(Number(output) - Date.now() - HOUR * 1000)).toBeLessThan(60_000);
});

describe.each(JUMPS)('the clock of the worker is set %s', (_, seconds) => {
  it('while mail comes in and waits: it is tried again in time, delivered once, and the worker keeps its lease', async () => {
    refuseForNow(10);
    const sending = scene.startSending({ connections: 5, messages: 40 });
    await scene.accepted(sending, 10);
    clock.set(seconds);
    await sending.finished;
    const { duplicates } = await scene.allDelivered(sending);
    expect(duplicates).toBe(0);
    expect(sending.retries()).toBe(0);
    const { rows } = await pool.query(
      'SELECT lease_until > now() AS living, abs(extract(epoch FROM seen_at - now())) < 60 AS seen FROM worker',
    );
    expect(rows).toEqual([{ living: true, seen: true }]);
  });

  it('while a stranger waits: neither sooner nor later let in', async () => {
    const from = `${seconds}@${GREYLISTED}`;
    expect(await replyToRecipient(from)).toMatch(/^450 4\.7\.1 /);
    clock.set(seconds);
    expect(await replyToRecipient(from)).toMatch(/^450 4\.7\.1 /);
    await pool.query('UPDATE greylist_triplet SET first_seen = first_seen - make_interval(secs => $1)', [DELAY]);
    expect(await replyToRecipient(from)).toMatch(/^250 /);
  });
});

async function replyToRecipient(from: string): Promise<string> {
  const client = await SmtpClient.connect({ port: scene.worker.ports.smtp });
  await client.open();
  await client.expect(`MAIL FROM:<${from}>`, 250);
  const { text } = await client.command('RCPT TO:<b@partner.example>');
  client.destroy();
  return text;
}

it('two workers whose clocks are a day apart share a queue: nothing waits, nothing is taken from a worker that lives', async () => {
  clock.set(DAY / 2);
  const otherClock = createFakeClock();
  otherClock.set(-DAY / 2);
  const other = await scene.anotherWorker({ environment: otherClock.environment });
  try {
    await other.start();
    await waitFor('both to live', async () => {
      const { rows } = await pool.query('SELECT FROM worker WHERE lease_until > now()');
      return rows.length === 2;
    });
    refuseForNow(20);
    for (const worker of [scene.worker, other]) {
      const sending = scene.startSending({ connections: 5, messages: 40, worker });
      await sending.finished;
      expect(await scene.allDelivered(sending)).toEqual({ duplicates: 0 });
    }
  } finally {
    await other.stop();
    otherClock.remove();
  }
});
