import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { messageListSchema } from '@/lib/api/contracts/mail';
import { startConsoleUnderTest, wrongValues } from './console-under-test';

// GET /messages?rule= : what a rule was true for.

const app = await startConsoleUnderTest();
afterAll(() => app.stop());

const [REFUSING, WATCHING, ROUTING, MONITORED] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
const HOUR = 3_600_000;
const thisHour = Math.floor(Date.now() / HOUR) * HOUR;
const hoursAgo = (hours: number) => new Date(thisHour - hours * HOUR);

const frame = { revision: 1, stage: 'data', settings: {} };
const decision = (ruleId: string, outcome: 'true' | 'false') => ({ ...frame, trace: [{ ruleId, outcome }] });

async function message(
  id: string,
  receivedAt: Date,
  changes: { readonly sender?: string; readonly refusedBy?: string; readonly rule?: string; readonly outcome?: 'true' | 'false' },
) {
  const { sender = 'ann@mydomain.tld', refusedBy, rule, outcome = 'true' } = changes;
  return app.db.mailTransaction.create({
    data: {
      ...{ id, receivedAt, workerId: randomUUID(), listener: 'smtp', clientIp: '192.0.2.7', clientPort: 4711, ehloName: 'client.example' },
      ...{ sender, accepted: refusedBy === undefined, stage: 'data', reply: '250 2.0.0 Ok', revision: 1, facts: {} },
      ...(refusedBy === undefined ? {} : { decision: decision(refusedBy, 'true') }),
      recipients: {
        create:
          rule === undefined
            ? []
            : [
                {
                  address: `to-${id}@x.tld`,
                  domain: 'x.tld',
                  sender: 'ann@s.tld',
                  relayed: true,
                  state: 'pending',
                  reply: '250',
                  decision: decision(rule, outcome),
                },
              ],
      },
    },
    include: { recipients: true },
  });
}

beforeAll(async () => {
  await message('REFUSED', hoursAgo(1), { refusedBy: REFUSING });
  await message('JUDGED-ONLY', hoursAgo(1), { rule: REFUSING, outcome: 'false' });
  const { recipients } = await message('ROUTED', hoursAgo(2), { sender: 'bo@other.tld', rule: WATCHING });
  for (let n = 10; n < 70; n += 1) await message(`BULK${n}`, hoursAgo(3), { sender: '', rule: WATCHING });
  await app.db.deliveryAttempt.create({
    data: {
      ...{ recipientId: recipients[0]?.id ?? 0n, workerId: randomUUID(), startedAt: hoursAgo(2), finishedAt: hoursAgo(2), revision: 1 },
      ...{ outcome: 'delivered', nextHop: 'mail.x.tld:465', demanded: {}, detail: '250', decidedBy: [{ ruleId: ROUTING }] },
      matched: [{ ruleId: MONITORED }],
    },
  });
});
beforeEach(async () => {
  await app.db.ruleHit.deleteMany();
  const counted = (ruleId: string, hours: number) => ({
    ruleId,
    hour: hoursAgo(hours),
    mode: 'enforce',
    judged: 1,
    matched: 1,
    decided: 1,
  });
  await app.db.ruleHit.createMany({ data: [counted(REFUSING, 1), counted(ROUTING, 2), counted(WATCHING, 2), counted(WATCHING, 3)] });
});

const page = async (query: string) => messageListSchema.parse((await app.api('GET', `/messages?${query}`)).body);
const ids = async (query: string) => (await page(query)).messages.map(({ id }) => id);

test('those that it refused, not those that it let pass', async () => {
  expect(await ids(`rule=${REFUSING}`)).toEqual(['REFUSED']);
});

test('those that it routed', async () => {
  expect(await ids(`rule=${ROUTING}`)).toEqual(['ROUTED']);
});

test('also those that began in the hour before they were counted', async () => {
  await app.db.ruleHit.updateMany({ where: { ruleId: REFUSING }, data: { hour: hoursAgo(0) } });
  expect(await ids(`rule=${REFUSING}`)).toEqual(['REFUSED']);
});

test('those that it routed long after they had been received, and those that it would have routed', async () => {
  await app.db.ruleHit.deleteMany();
  await app.db.ruleHit.create({
    data: { ruleId: MONITORED, hour: hoursAgo(2), mode: 'monitor', judged: 0, matched: 0, decided: 0, routed: true },
  });
  expect(await ids(`rule=${MONITORED}`)).toEqual(['ROUTED']);
});

test('none of a rule without hits', async () => {
  await app.db.ruleHit.deleteMany();
  expect(await ids(`rule=${REFUSING}`)).toEqual([]);
});

test.each([
  ['outcome=refused', []],
  ['query=other.tld', ['ROUTED']],
  ['query=to-BULK17@x.tld', ['BULK17']],
  ['query=BULK18', ['BULK18']],
  ['query=198.51.100.0/24', []],
  ['tls=no&outcome=waiting&query=other.tld', ['ROUTED']],
  ['tls=yes', []],
])('searched by %s', async (query, expected) => {
  expect(await ids(`rule=${WATCHING}&${query}`)).toEqual(expected);
});

test('page by page, newest first, without a gap', async () => {
  const first = await page(`rule=${WATCHING}`);
  const second = await page(`rule=${WATCHING}&cursor=${first.nextCursor}`);
  const all = [...first.messages, ...second.messages].map(({ id }) => id);
  expect([first.messages.length, second.nextCursor, new Set(all).size]).toEqual([50, null, 61]);
  expect(all.slice(0, 2)).toEqual(['ROUTED', 'BULK69']);
});

test('by the id of a rule', async () => {
  expect(wrongValues(await app.api('GET', '/messages?rule=nonsense'))).toEqual(['rule: value.invalid']);
});
