import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { overviewSchema } from '@/lib/api/contracts/overview';
import { workerListSchema } from '@/lib/api/contracts/status';
import { consoleContext } from '@/lib/console/context';
import { newQueueId, QUEUE_ID_RANDOM } from '@/lib/queue/queue-id';
import { storeTransactions } from '@/lib/queue/store-transactions';
import { newTransaction } from '../queue/new-transaction';
import { startConsoleUnderTest, wrongValues } from './console-under-test';

const app = await startConsoleUnderTest();
afterAll(() => app.stop());

const HOUR = 3_600_000;
const thisHour = Math.floor(Date.now() / HOUR) * HOUR;
const hoursAgo = (hours: number) => new Date(thisHour - hours * HOUR);

async function overview(query = '') {
  return overviewSchema.parse((await app.api('GET', `/overview${query}`)).body);
}

describe('the dashboard', () => {
  beforeEach(async () => {
    await app.db.trafficCount.deleteMany();
    await app.db.queueSample.deleteMany();
    await app.db.mailTransaction.deleteMany();
  });

  test('adds up what became of mail, hour by hour', async () => {
    const row = (hours: number, direction: string, outcome: string, tlsVersion: string, count: number) => ({
      ...{ hour: hoursAgo(hours), direction, outcome, tlsVersion, count },
    });
    await app.db.trafficCount.createMany({
      data: [
        row(0, 'in', 'accepted', 'TLSv1.3', 5),
        row(0, 'in', 'accepted', 'TLSv1.2', 2),
        row(0, 'in', 'accepted', '', 1),
        row(0, 'in', 'put-off', '', 3),
        row(0, 'in', 'refused', 'TLSv1.3', 4),
        row(0, 'in', 'refused', '', 6),
        row(23, 'out', 'delivered', 'TLSv1.3', 7),
        row(23, 'out', 'deferred', '', 8),
        row(23, 'out', 'bounced', 'TLSv1.2', 1),
        row(23, 'out', 'expired', '', 1),
        row(24, 'in', 'accepted', 'TLSv1.3', 100),
        row(7 * 24, 'in', 'accepted', 'TLSv1.3', 1000),
      ],
    });
    const none = { none: 0, tls12: 0, tls13: 0 };
    const { since, hours, hadMail, span } = await overview();
    expect([span, since, hadMail]).toEqual(['24h', hoursAgo(23).toISOString(), true]);
    expect(hours).toEqual([
      {
        hour: hoursAgo(23).toISOString(),
        accepted: none,
        putOff: 0,
        refused: 0,
        delivered: { ...none, tls13: 7 },
        deferred: 8,
        bounced: 2,
      },
      {
        hour: hoursAgo(0).toISOString(),
        accepted: { none: 1, tls12: 2, tls13: 5 },
        putOff: 3,
        refused: 10,
        delivered: none,
        deferred: 0,
        bounced: 0,
      },
    ]);
    expect((await overview('?span=7d')).hours.map(({ accepted }) => accepted.tls13)).toEqual([100, 0, 5]);
    expect((await overview('?span=30d')).hours.map(({ accepted }) => accepted.tls13)).toEqual([1000, 100, 0, 5]);
    expect(wrongValues(await app.api('GET', '/overview?span=1y'))).toEqual(['span: value.invalid']);
  });

  test('knows a gateway that has never had mail', async () => {
    expect(await overview()).toMatchObject({ hours: [], hadMail: false, queue: { waiting: 0, held: 0, oldest: null, stuck: [] } });
    await app.db.trafficCount.create({ data: { hour: hoursAgo(40 * 24), direction: 'in', outcome: 'accepted', tlsVersion: '', count: 1 } });
    expect(await overview()).toMatchObject({ hours: [], hadMail: true });
  });

  test('says what waits, since when, and where for which reason', async () => {
    const at = (hours: number) => newQueueId(Date.now() - hours * HOUR, Buffer.alloc(QUEUE_ID_RANDOM));
    await storeTransactions(consoleContext().queuePool, [
      newTransaction({ id: at(2) }, ['a@partner.example', 'b@partner.example', 'c@plain.example']),
      newTransaction({ id: at(0) }, ['d@new.example']),
      newTransaction({ id: at(100) }, ['e@held.example'], { state: 'held' }),
    ]);
    const deferred = (domain: string, lastReason: string) =>
      app.db.mailRecipient.updateMany({ where: { domain }, data: { state: 'deferred', lastReason } });
    await deferred('partner.example', 'timeout');
    await deferred('plain.example', 'starttls-not-offered');
    const { queue } = await overview();
    expect([queue.waiting, queue.held]).toEqual([4, 1]);
    expect(Math.round((Date.now() - new Date(queue.oldest ?? 0).getTime()) / HOUR)).toBe(2);
    expect(queue.ages.map(({ upTo, count }) => `${upTo} ${count}`)).toEqual([
      '900 1',
      '3600 0',
      '14400 3',
      '86400 0',
      '259200 0',
      'null 0',
    ]);
    expect(queue.stuck).toEqual([
      { domain: 'plain.example', reason: 'starttls-not-offered', forTls: true, count: 1 },
      { domain: 'partner.example', reason: 'timeout', forTls: false, count: 2 },
    ]);
  });
});

describe('workers', () => {
  const now = Date.now();
  const minutesAgo = (minutes: number) => new Date(now - minutes * 60_000);
  const worker = (
    host: string,
    { startedAt = 600, seenAt = 0, stopped = false }: { startedAt?: number; seenAt?: number; stopped?: boolean },
  ) => ({
    id: randomUUID(),
    host,
    pid: 1,
    version: '0.1.0',
    revision: 1,
    startedAt: minutesAgo(startedAt),
    seenAt: minutesAgo(seenAt),
    leaseUntil: minutesAgo(seenAt - 1),
    stoppedAt: stopped ? minutesAgo(seenAt) : null,
    listeners: [{ name: 'smtp', address: '0.0.0.0', port: 2525, tls: 'starttls', submission: false }],
  });

  test.each([
    ['one that is seen', [worker('mx1', {})], ['mx1 running']],
    ['one that is not seen any more', [worker('mx1', {}), worker('mx2', { seenAt: 5 })], ['mx1 running', 'mx2 lost']],
    ['one that has stopped', [worker('mx1', {}), worker('mx2', { seenAt: 5, stopped: true })], ['mx1 running', 'mx2 stopped']],
    ['one that stopped long ago', [worker('mx2', { seenAt: 90, stopped: true })], []],
    ['one that was lost long ago', [worker('mx2', { seenAt: 25 * 60, startedAt: 2000 })], []],
    ['one that was started again after it was lost', [worker('mx1', { seenAt: 5 }), worker('mx1', { startedAt: 4 })], ['mx1 running']],
    ['one that was replaced', [worker('mx1', { seenAt: 5, stopped: true }), worker('mx1', { startedAt: 6 })], ['mx1 running']],
    ['one of several that is lost', [worker('mx1', { seenAt: 5 }), worker('mx1', {})], ['mx1 running', 'mx1 lost']],
  ])('%s', async (_, rows, shown) => {
    await app.db.worker.deleteMany();
    await app.db.worker.createMany({ data: rows });
    const { workers, gone } = workerListSchema.parse((await app.api('GET', '/workers')).body);
    expect([...workers.map(({ host }) => `${host} running`), ...gone.map(({ host, state }) => `${host} ${state}`)]).toEqual(shown);
  });
});
