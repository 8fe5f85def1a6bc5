import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { firstSeen } from '@/smtp-worker/greylist/first-seen';
import { pruneTriplets } from '@/smtp-worker/greylist/prune-triplets';
import type { Triplet } from '@/smtp-worker/greylist/triplet';
import { createTestDatabase, type TestDatabase } from '../../support/database';

// What is remembered of who has tried to reach whom. The time is handed in.

const TRIPLET: Triplet = { clientIp: '192.0.2.1', sender: 'a@a.tld', recipient: 'b@b.tld' };
const DELAY = 300;
const START = Date.parse('2026-11-24T12:00:00.000Z');
const MINUTE = 60;
const DAY = 86_400;

let database: TestDatabase;
let pool: pg.Pool;
let otherWorker: pg.Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 5 });
  otherWorker = new pg.Pool({ connectionString: database.url, max: 5 });
});
afterAll(async () => {
  await Promise.all([pool.end(), otherWorker.end()]);
  await database.drop();
});
beforeEach(() => pool.query('DELETE FROM greylist_triplet'));

const later = (seconds: number) => new Date(START + seconds * 1000);

/** Seconds after the start at which the triplet counts as first seen, when it is seen so many seconds after the start. */
async function seenAt(seconds: number, { triplet = TRIPLET, worker = pool, delay = DELAY } = {}): Promise<number> {
  return ((await firstSeen(worker, triplet, delay, later(seconds))).getTime() - START) / 1000;
}

async function seen(...attempts: readonly number[]): Promise<number[]> {
  const answers: number[] = [];
  for (const seconds of attempts) answers.push(await seenAt(seconds));
  return answers;
}

async function remembered(): Promise<number> {
  const { rows } = await pool.query<{ count: number }>('SELECT count(*)::int AS count FROM greylist_triplet');
  return rows[0]?.count ?? 0;
}

describe('a triplet', () => {
  it.each<[string, readonly number[], readonly number[]]>([
    ['is first seen when it first tries', [0, 10, 299, 300, 301], [0, 0, 0, 0, 0]],
    ['that comes back within two days has been seen', [0, 2 * DAY], [0, 0]],
    ['that does not come back within two days starts anew', [0, 2 * DAY + 1], [0, 2 * DAY + 1]],
    ['that came back too early only has not passed, and starts anew as well', [0, 299, 2 * DAY + 1], [0, 0, 2 * DAY + 1]],
    ['that has passed is known for 35 days', [0, 300, 300 + 35 * DAY], [0, 0, 0]],
    ['that has passed is known for 35 days after each use', [0, 300, 30 * DAY, 60 * DAY, 95 * DAY], [0, 0, 0, 0, 0]],
    ['that has passed and has not been used for 35 days starts anew', [0, 300, 301 + 35 * DAY], [0, 0, 301 + 35 * DAY]],
    ['that starts anew has to pass anew', [0, 2 * DAY + 1, 4 * DAY + 2], [0, 2 * DAY + 1, 4 * DAY + 2]],
    ['seen earlier by a worker whose clock is behind stays as it is', [60, 0, 360], [60, 60, 60]],
  ])('%s', async (_, attempts, expected) => {
    expect(await seen(...attempts)).toEqual(expected);
  });

  it('passes by the delay of the rule that asks', async () => {
    await seenAt(0);
    await seenAt(20 * MINUTE, { delay: 3600 });
    expect(await seenAt(3 * DAY)).toBe(3 * DAY);
  });

  it.each<[string, Partial<Triplet>, boolean]>([
    ['the same network', { clientIp: '192.0.2.255' }, true],
    ['the next network', { clientIp: '192.0.3.1' }, false],
    ['another sender', { sender: 'c@a.tld' }, false],
    ['the null sender', { sender: null }, false],
    ['another recipient', { recipient: 'c@b.tld' }, false],
  ])('%s', async (_, other, isSame) => {
    await seenAt(0);
    expect(await seenAt(60, { triplet: { ...TRIPLET, ...other } })).toBe(isSame ? 0 : 60);
  });

  it.each<[string, boolean]>([
    ['2001:db8:0:1:ffff::1', true],
    ['2001:db8:0:2::1', false],
  ])('of an IPv6 network of 64 bits: %s', async (clientIp, isSame) => {
    await seenAt(0, { triplet: { ...TRIPLET, clientIp: '2001:db8:0:1::1' } });
    expect(await seenAt(60, { triplet: { ...TRIPLET, clientIp } })).toBe(isSame ? 0 : 60);
  });

  it('is one, whichever workers ask at once', async () => {
    const attempts = Array.from({ length: 40 }, (_, i) => seenAt(i, { worker: i % 2 === 0 ? pool : otherWorker }));
    const answers = await Promise.all(attempts);
    expect(new Set(answers).size).toBe(1);
    expect(await seenAt(400, { worker: otherWorker })).toBe(answers[0]);
    expect(await remembered()).toBe(1);
  });
});

describe('what is forgotten is deleted', () => {
  const of = (name: string): Triplet => ({ ...TRIPLET, sender: `${name}@a.tld` });

  it('and nothing else', async () => {
    await seenAt(0, { triplet: of('never came back') });
    for (const seconds of [0, 300]) await seenAt(seconds, { triplet: of('passed') });
    await seenAt(2 * DAY, { triplet: of('new') });
    await pruneTriplets(pool, later(2 * DAY));
    expect(await remembered()).toBe(3);
    await pruneTriplets(pool, later(2 * DAY + 1));
    expect(await remembered()).toBe(2);
    await pruneTriplets(pool, later(35 * DAY + 300));
    expect(await remembered()).toBe(1);
    expect(await seenAt(35 * DAY + 300, { triplet: of('passed') })).toBe(0);
    await pruneTriplets(pool, later(100 * DAY));
    expect(await remembered()).toBe(0);
  });

  it('batch by batch, also by two workers at once', async () => {
    await Promise.all(Array.from({ length: 25 }, (_, i) => seenAt(0, { triplet: of(`sender${i}`) })));
    await Promise.all([pruneTriplets(pool, later(3 * DAY), 10), pruneTriplets(otherWorker, later(3 * DAY), 10)]);
    await pruneTriplets(pool, later(3 * DAY), 10);
    expect(await remembered()).toBe(0);
  });
});
