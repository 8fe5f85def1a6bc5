import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimDue } from '@/lib/queue/claim-due';
import { groupWaiting } from '@/lib/queue/group-waiting';
import { countWaiting, lastInQueue, listWaiting } from '@/lib/queue/list-waiting';
import { newQueueId } from '@/lib/queue/queue-id';
import { type NewAttempt, type Settlement, settleAttempts } from '@/lib/queue/settle-attempts';
import { storeTransactions } from '@/lib/queue/store-transactions';
import type { NewRecipient } from '@/lib/queue/transaction';
import type { WaitingFilter } from '@/lib/queue/waiting-filter';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { newTransaction } from './new-transaction';

// Which recipients of the queue a filter finds, and how they are grouped.

let database: TestDatabase;
let pool: pg.Pool;
const NOW = Date.now();
const hoursAgo = (hours: number) => new Date(NOW - hours * 3_600_000);
const [ROUTING, VERDICT] = [randomUUID(), randomUUID()];
const WORKER = randomUUID();

interface Waits {
  readonly to: string;
  readonly from: string;
  readonly hoursAgo: number;
  readonly recipient?: Partial<NewRecipient>;
  /** The attempt that deferred it; none: it has not been tried. */
  readonly tried?: Pick<Settlement, 'nextHop' | 'lastReason' | 'lastError'> & { readonly rule?: string; readonly certificateEnds?: string };
  /** Claimed after that. */
  readonly active?: boolean;
}

const EXPIRED = { nextHop: 'partner.example', lastReason: 'certificate-expired', certificateEnds: 'Mar  3 12:00:00 2026 GMT' } as const;
const QUEUE: readonly Waits[] = [
  { to: 'a@partner.example', from: 'Ann@Local.example', hoursAgo: 80, tried: { ...EXPIRED, lastError: 'old', rule: ROUTING } },
  { to: 'b@sub.partner.example', from: 'bo@sub.local.example', hoursAgo: 30, tried: { ...EXPIRED, lastError: 'new' } },
  {
    to: 'c@notpartner.example',
    from: '',
    hoursAgo: 5,
    tried: { nextHop: 'mx.out.example:465', lastReason: 'timeout', lastError: 'slow', rule: ROUTING },
  },
  { to: 'd@other.example', from: 'ann@notlocal.example', hoursAgo: 2, recipient: { state: 'held', decidedByRule: VERDICT } },
  { to: 'e@other.example', from: 'ann@local.example', hoursAgo: 0, active: true },
  { to: 'f@partner.example', from: 'bo@local.example', hoursAgo: 0 },
];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url });
  for (const waits of QUEUE) {
    const receivedAt = hoursAgo(waits.hoursAgo);
    const id = newQueueId(receivedAt.getTime() - 1, randomBytes(5));
    await storeTransactions(pool, [newTransaction({ id, receivedAt, sender: waits.from }, [waits.to], waits.recipient)]);
    if (waits.tried !== undefined) await defer(waits.tried);
    if (waits.active === true) await claim();
  }
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const claim = () => claimDue(pool, { workerId: WORKER, limit: 1, exceptDomains: [] });

async function defer({ rule, certificateEnds, ...settled }: NonNullable<Waits['tried']>): Promise<void> {
  const [claimed] = await claim();
  const attempt = {
    ...{ startedAt: new Date(), finishedAt: new Date(), revision: 1, outcome: 'deferred', reason: settled.lastReason },
    ...{ nextHop: 'mx.example:25', address: null, demanded: { startsWith: 'opportunistic' }, detail: settled.lastError ?? '' },
    matched: [],
    decidedBy: rule === undefined ? [] : [{ ruleId: rule, name: 'r', order: 1, setting: 'relayEncryption' }],
    achieved:
      certificateEnds === undefined
        ? null
        : { level: 'encrypted', version: 'TLSv1.3', cipher: null, group: null, certificate: { ...CERTIFICATE, notAfter: certificateEnds } },
  } satisfies NewAttempt;
  const settlement = {
    ...settled,
    recipientId: claimed?.id ?? '',
    state: 'deferred',
    nextAttemptAt: new Date(NOW + 3_600_000),
    delayTold: false,
    attempts: [attempt],
  } as const;
  await settleAttempts(pool, WORKER, [settlement], []);
}

const CERTIFICATE = { subject: '', issuer: '', names: [], notBefore: '', sha256: '', key: null };

/** The local parts of what matches: each is one letter. */
async function found(filter: WaitingFilter): Promise<string> {
  const rows = await listWaiting(pool, filter, { after: '0', limit: 100, now: NOW });
  expect(await countWaiting(pool, filter, 100, NOW)).toBe(rows.length);
  return rows.map(({ address }) => address.charAt(0)).join('');
}

describe('The queue', () => {
  it.each<[string, WaitingFilter, string]>([
    ['everything', {}, 'abcdef'],
    ['what is deferred', { state: 'deferred' }, 'abc'],
    ['what is held', { state: 'held' }, 'd'],
    ['what is being delivered', { state: 'active' }, 'e'],
    ['what is due', { state: 'pending' }, 'f'],
    ['a domain and those under it', { domain: 'Partner.example' }, 'abf'],
    ['a domain under it alone', { domain: 'sub.partner.example' }, 'b'],
    ['no domain that is only a part of a name', { domain: 'artner.example' }, ''],
    ['one sender, whatever the letter case', { sender: 'ANN@local.example' }, 'ae'],
    ['all senders of a domain', { sender: 'local.example' }, 'abef'],
    ['the same with an @ before it', { sender: '@local.example' }, 'abef'],
    ['the null sender', { sender: '<>' }, 'c'],
    ['a next hop', { nextHop: 'partner.example' }, 'ab'],
    ['a next hop with its port', { nextHop: 'mx.out.example:465' }, 'c'],
    ['a next hop without its port', { nextHop: 'mx.out.example' }, 'c'],
    ['no beginning of a next hop', { nextHop: 'mx.out.exam' }, ''],
    ['what has not been tried', { nextHop: '-' }, 'def'],
    ['an error', { reason: 'certificate-expired' }, 'ab'],
    ['a rule that set the routing', { rule: ROUTING }, 'ac'],
    ['a rule that held it', { rule: VERDICT }, 'd'],
    ['a rule that nothing was decided by', { rule: randomUUID() }, ''],
    ['what is older than an hour', { olderThan: 3600 }, 'abcd'],
    ['what is older than a day', { olderThan: 24 * 3600 }, 'ab'],
    ['what is older than three days', { olderThan: 72 * 3600 }, 'a'],
    [
      'what meets several at once',
      { domain: 'partner.example', sender: 'local.example', olderThan: 3600, reason: 'certificate-expired' },
      'ab',
    ],
    ['nothing where two exclude each other', { state: 'held', reason: 'timeout' }, ''],
    ['nothing by what means something in SQL', { domain: "x' OR '1'='1", sender: '%' }, ''],
  ])('can be asked for %s', async (_, filter, expected) => {
    expect(await found(filter)).toBe(expected);
  });

  it('is read in pages, and counted up to a limit', async () => {
    const pages: string[] = [];
    let after = '0';
    for (;;) {
      const rows = await listWaiting(pool, {}, { after, limit: 4, now: NOW });
      if (rows.length === 0) break;
      pages.push(rows.map(({ address }) => address.charAt(0)).join(''));
      after = rows.at(-1)?.id ?? '';
    }
    expect(pages).toEqual(['abcd', 'ef']);
    expect(after).toBe(await lastInQueue(pool));
    expect(await countWaiting(pool, {}, 3, NOW)).toBe(3);
  });

  it('is grouped by next hop, with the reason that most have there and what was said last', async () => {
    const { groups, ...counts } = await groupWaiting(pool, 1);
    expect(counts).toEqual({ total: 2, untried: 2 });
    expect(groups).toMatchObject([
      {
        nextHop: 'partner.example',
        waiting: 2,
        oldest: hoursAgo(80),
        nextAttemptAt: new Date(NOW + 3_600_000),
        reason: 'certificate-expired',
        detail: 'new',
        certificateEnds: 'Mar  3 12:00:00 2026 GMT',
      },
    ]);
  });
});
