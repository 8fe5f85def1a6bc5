import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { appendChunk } from '@/lib/queue/append-chunk';
import { CHUNK_SIZE } from '@/lib/queue/body-chunks';
import { claimDue } from '@/lib/queue/claim-due';
import { oneAtATime } from '@/lib/queue/one-at-a-time';
import { newQueueId, QUEUE_ID_RANDOM } from '@/lib/queue/queue-id';
import { queueState } from '@/lib/queue/queue-state';
import { readBody } from '@/lib/queue/read-body';
import { reclaimForgotten, reclaimFromGone } from '@/lib/queue/reclaim-lost';
import { releaseClaims } from '@/lib/queue/release-claims';
import { removeFinishedBodies, removeLeftoverBodies } from '@/lib/queue/remove-bodies';
import { type Settlement, settleAttempts } from '@/lib/queue/settle-attempts';
import { storeTransactions } from '@/lib/queue/store-transactions';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { newTransaction } from './new-transaction';

let database: TestDatabase;
let pool: pg.Pool;
const me = randomUUID();
const other = randomUUID();

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 6 });
});

afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

afterEach(async () => {
  await pool.query('TRUNCATE mail_transaction, message_chunk, worker CASCADE');
});

function claim(workerId = me, limit = 100, exceptDomains: readonly string[] = []) {
  return claimDue(pool, { workerId, limit, exceptDomains });
}

async function states(): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ address: string; state: string }>('SELECT address, state FROM mail_recipient');
  return Object.fromEntries(rows.map(({ address, state }) => [address, state]));
}

async function chunkOwners(): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>('SELECT DISTINCT transaction_id AS id FROM message_chunk ORDER BY 1');
  return rows.map(({ id }) => id);
}

function settlement(recipientId: string, given: Partial<Settlement> = {}): Settlement {
  return {
    recipientId,
    state: 'delivered',
    nextAttemptAt: null,
    lastError: null,
    lastReason: null,
    nextHop: 'partner.example',
    delayTold: false,
    attempts: [
      {
        startedAt: new Date(),
        finishedAt: new Date(),
        revision: 3,
        outcome: 'delivered',
        reason: null,
        nextHop: 'mx.partner.example:25',
        address: '192.0.2.9',
        demanded: { startsWith: 'opportunistic' },
        achieved: { level: 'none', version: null, cipher: null, group: null, certificate: null },
        detail: '250 2.0.0 Ok',
        decidedBy: [],
        matched: [],
      },
    ],
    ...given,
  };
}

async function body(id: string): Promise<Buffer | null> {
  const stored = await readBody(pool, id);
  if (stored === null || Buffer.isBuffer(stored)) return stored;
  const parts: Buffer[] = [];
  for await (const part of stored) if (Buffer.isBuffer(part)) parts.push(part);
  return Buffer.concat(parts);
}

describe('Storing', () => {
  it('keeps several transactions of all sizes, byte by byte', async () => {
    const bodies = [Buffer.from([0, 1, 255, 13, 10]), Buffer.alloc(CHUNK_SIZE, 7), Buffer.alloc(CHUNK_SIZE * 2 + 3, 'xyz')];
    const transactions = bodies.map((each) => newTransaction({ body: each }));
    await storeTransactions(pool, transactions);
    for (const { id, body: expected } of transactions) expect((await body(id))?.equals(expected ?? Buffer.alloc(0))).toBe(true);
  });

  it('takes a body whose chunks came before', async () => {
    const transaction = newTransaction({ body: null, size: 6 });
    await appendChunk(pool, transaction.id, 0, Buffer.from('one'));
    await appendChunk(pool, transaction.id, 1, Buffer.from('two'));
    await storeTransactions(pool, [transaction]);
    expect((await body(transaction.id))?.toString()).toBe('onetwo');
  });

  it('is all or nothing', async () => {
    const good = newTransaction();
    await expect(storeTransactions(pool, [good, { ...newTransaction(), id: good.id }])).rejects.toThrow(/duplicate key/);
    expect(await states()).toEqual({});
    expect(await chunkOwners()).toEqual([]);
  });

  it('takes whatever a client said for its name', async () => {
    await storeTransactions(pool, [
      newTransaction({ ehloName: `a\0b'"\\${String.fromCharCode(0xd800)}`, subject: "'; DROP TABLE worker; --" }),
    ]);
    const { rows } = await pool.query('SELECT ehlo_name, subject FROM mail_transaction');
    expect(rows).toEqual([{ ehlo_name: 'a\ufffdb\'"\\\ufffd', subject: "'; DROP TABLE worker; --" }]);
  });
});

describe('Claiming', () => {
  it('gives what is due, with all that a delivery needs, and to one worker alone', async () => {
    const due = newTransaction({ dsnEnvid: 'e', dsnRet: 'HDRS', smtpUtf8: true });
    const later = newTransaction({}, ['later@partner.example'], { nextAttemptAt: new Date(Date.now() + 60_000) });
    const held = newTransaction({}, ['held@partner.example'], { state: 'held' });
    await storeTransactions(pool, [due, later, held]);
    const [mine, theirs] = await Promise.all([claim(me), claim(other)]);
    const claimed = [...mine, ...theirs];
    expect(claimed).toMatchObject([
      {
        address: 'bob@partner.example',
        domain: 'partner.example',
        relayed: true,
        attempts: 0,
        returned: false,
        transaction: { id: due.id, sender: due.sender, dsnEnvid: 'e', dsnRet: 'HDRS', smtpUtf8: true, facts: due.facts, size: due.size },
      },
    ]);
    expect(await states()).toEqual({ 'bob@partner.example': 'active', 'later@partner.example': 'pending', 'held@partner.example': 'held' });
  });

  it('hands a crowd of workers each recipient once', async () => {
    await storeTransactions(
      pool,
      Array.from({ length: 40 }, (_, i) => newTransaction({}, [`r${i}@partner.example`])),
    );
    const claims = await Promise.all(Array.from({ length: 6 }, () => claim(randomUUID(), 10)));
    const ids = claims.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gives those that wait longest first, and leaves out what there is enough of', async () => {
    const at = (seconds: number) => ({ nextAttemptAt: new Date(Date.now() - seconds * 1000) });
    await storeTransactions(pool, [
      newTransaction({}, ['new@partner.example'], at(1)),
      newTransaction({}, ['old@partner.example'], at(100)),
      newTransaction({}, ['old@crowded.example'], at(200)),
    ]);
    expect((await claim(me, 1, ['crowded.example'])).map(({ address }) => address)).toEqual(['old@partner.example']);
  });

  it('shares one transaction between its recipients', async () => {
    await storeTransactions(pool, [newTransaction({}, ['a@partner.example', 'b@partner.example'])]);
    const [a, b] = await claim();
    expect(a?.transaction).toBe(b?.transaction);
  });
});

describe('Settling', () => {
  it('ends the claim and records the attempt', async () => {
    await storeTransactions(pool, [newTransaction({}, ['a@partner.example', 'b@partner.example'])]);
    const [a, b] = await claim();
    const next = new Date(Date.now() + 60_000);
    await settleAttempts(
      pool,
      me,
      [
        settlement(a?.id ?? ''),
        settlement(b?.id ?? '', { state: 'deferred', nextAttemptAt: next, lastError: 'No.', lastReason: 'timeout' }),
      ],
      [],
    );
    const { rows } = await pool.query(
      'SELECT address, state, attempts, claimed_by, next_attempt_at, last_error, last_reason, finished_at IS NULL AS waiting FROM mail_recipient ORDER BY address',
    );
    expect(rows).toEqual([
      {
        address: 'a@partner.example',
        state: 'delivered',
        attempts: 1,
        claimed_by: null,
        next_attempt_at: null,
        last_error: null,
        last_reason: null,
        waiting: false,
      },
      {
        address: 'b@partner.example',
        state: 'deferred',
        attempts: 1,
        claimed_by: null,
        next_attempt_at: next,
        last_error: 'No.',
        last_reason: 'timeout',
        waiting: true,
      },
    ]);
    const attempts = await pool.query('SELECT worker_id, revision, next_hop, demanded FROM delivery_attempt');
    expect(attempts.rows).toHaveLength(2);
    expect(attempts.rows[0]).toEqual({
      worker_id: me,
      revision: 3,
      next_hop: 'mx.partner.example:25',
      demanded: { startsWith: 'opportunistic' },
    });
  });

  it('leaves alone what another worker has claimed, and stores no DSN about it', async () => {
    await storeTransactions(pool, [newTransaction({}, ['mine@partner.example']), newTransaction({}, ['theirs@partner.example'])]);
    const [mine, theirs] = await claim();
    await pool.query('UPDATE mail_recipient SET claimed_by = $1 WHERE id = $2', [other, theirs?.id]);
    const report = (id: string) => ({ transaction: newTransaction({ sender: '' }, [`about-${id}@local.example`]), recipientIds: [id] });
    const ids = [mine?.id ?? '', theirs?.id ?? ''];
    await settleAttempts(
      pool,
      me,
      ids.map((id) => settlement(id, { state: 'bounced' })),
      ids.map(report),
    );
    expect(await states()).toEqual({
      'mine@partner.example': 'bounced',
      'theirs@partner.example': 'active',
      [`about-${mine?.id}@local.example`]: 'pending',
    });
  });

  it('does nothing of it if the DSN cannot be stored', async () => {
    const transaction = newTransaction();
    await storeTransactions(pool, [transaction]);
    const [claimed] = await claim();
    const id = claimed?.id ?? '';
    const report = { transaction: newTransaction({ id: transaction.id }), recipientIds: [id] };
    await expect(settleAttempts(pool, me, [settlement(id, { state: 'bounced' })], [report])).rejects.toThrow();
    expect(await states()).toEqual({ 'bob@partner.example': 'active' });
  });
});

describe('Claims', () => {
  it('of a worker whose lease has passed, that has stopped or never was, are due again; others are not', async () => {
    const workers = { living: randomUUID(), late: randomUUID(), stopped: randomUUID(), unknown: randomUUID() };
    const enter = (id: string, lease: string, stopped: string | null) =>
      pool.query(
        `INSERT INTO worker (id, host, pid, version, lease_until, listeners, stopped_at) VALUES ($1, 'h', 1, '0', now() + $2::interval, '[]', $3)`,
        [id, lease, stopped],
      );
    await enter(workers.living, '1 minute', null);
    await enter(workers.late, '-1 second', null);
    await enter(workers.stopped, '1 minute', new Date().toISOString());
    for (const [name, id] of Object.entries({ ...workers, mine: me, forgotten: me })) {
      await storeTransactions(pool, [newTransaction({}, [`${name}@partner.example`])]);
      await claim(id);
    }
    const { rows } = await pool.query<{ id: string }>(`SELECT id FROM mail_recipient WHERE address = 'mine@partner.example'`);
    const underWay = rows.map(({ id }) => id);
    expect(await reclaimForgotten(pool, me, underWay)).toBe(1);
    expect(await reclaimFromGone(pool, me)).toBe(3);
    expect(await states()).toEqual({
      'living@partner.example': 'active',
      'late@partner.example': 'pending',
      'stopped@partner.example': 'pending',
      'unknown@partner.example': 'pending',
      'mine@partner.example': 'active',
      'forgotten@partner.example': 'pending',
    });
  });

  it('are tidied up by one worker at a time: another does not wait, and finds nothing to do', async () => {
    let tidyUp: () => void = () => undefined;
    const tidying = new Promise<void>((resolve) => {
      tidyUp = resolve;
    });
    let began: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      began = resolve;
    });
    const first = oneAtATime(pool, async () => {
      began();
      await tidying;
    });
    await begun;
    const unwanted = async (): Promise<void> => {
      throw new Error('two at a time');
    };
    expect(await oneAtATime(pool, unwanted)).toBe(false);
    tidyUp();
    expect(await first).toBe(true);
    expect(await oneAtATime(pool, () => Promise.resolve())).toBe(true);
  });

  it('outlive a connection that breaks while they are tidied up', async () => {
    const cutOff = oneAtATime(pool, async (db) => {
      const { rows } = await db.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
      await db.query('SELECT 1');
    });
    await expect(cutOff).rejects.toThrow();
    await expect.poll(() => oneAtATime(pool, () => Promise.resolve())).toBe(true);
  });

  it('are given back at the end', async () => {
    await storeTransactions(pool, [newTransaction()]);
    await claim();
    await releaseClaims(pool, me);
    expect(await claim(other)).toHaveLength(1);
  });
});

describe('Bodies', () => {
  it('go when the last recipient has left the queue, not before', async () => {
    const [done, half] = [newTransaction({}, ['d@partner.example']), newTransaction({}, ['h1@partner.example', 'h2@partner.example'])];
    await storeTransactions(pool, [done, half]);
    await pool.query(`UPDATE mail_recipient SET state = 'delivered' WHERE address IN ('d@partner.example', 'h1@partner.example')`);
    await removeFinishedBodies(pool, [done.id, half.id]);
    expect(await chunkOwners()).toEqual([half.id]);
    await pool.query(`UPDATE mail_recipient SET state = 'deleted', finished_at = now() - interval '14 minutes'`);
    await removeLeftoverBodies(pool);
    await removeFinishedBodies(pool, [half.id]);
    expect(await chunkOwners()).toEqual([half.id]);
    await pool.query(`UPDATE mail_recipient SET finished_at = now() - interval '16 minutes'`);
    await removeLeftoverBodies(pool);
    expect(await chunkOwners()).toEqual([]);
  });

  it('whose transaction never came go after an hour', async () => {
    await appendChunk(pool, 'old', 0, Buffer.from('x'));
    await pool.query(`UPDATE message_chunk SET written_at = now() - interval '61 minutes'`);
    await appendChunk(pool, 'young', 0, Buffer.from('x'));
    await removeLeftoverBodies(pool);
    expect(await chunkOwners()).toEqual(['young']);
  });
});

describe('The state of the queue', () => {
  const HOUR = 3_600_000;
  const ago = (milliseconds: number) => newQueueId(Date.now() - milliseconds, Buffer.alloc(QUEUE_ID_RANDOM));

  it('counts recipients by state and age, and where most of them wait for the same reason', async () => {
    await storeTransactions(pool, [newTransaction({ id: ago(0) })]);
    await claim();
    const dead = newTransaction({ id: ago(2 * HOUR) }, ['a@dead.example', 'b@dead.example', 'c@slow.example']);
    const held = newTransaction({ id: ago(100 * HOUR) }, ['h@partner.example'], { state: 'held' });
    await storeTransactions(pool, [newTransaction({ id: ago(1) }), dead, held]);
    await pool.query(`UPDATE mail_recipient SET state = 'deferred', last_reason = 'connect-failed' WHERE domain <> 'partner.example'`);
    const { states, ages, stuck } = await queueState(pool);
    expect(states.map(({ state, count }) => `${state} ${count}`)).toEqual(['pending 1', 'active 1', 'deferred 3', 'held 1']);
    expect(states.map(({ oldest }) => oldest && Math.round((Date.now() - oldest.getTime()) / HOUR))).toEqual([0, 0, 2, 100]);
    expect(ages).toEqual([2, 0, 3, 0, 0, 0]);
    expect(stuck.map(({ domain, reason, count }) => `${domain} ${reason} ${count}`)).toEqual([
      'dead.example connect-failed 2',
      'slow.example connect-failed 1',
    ]);
  });

  it('is added up once for all who ask while that takes long', async () => {
    await pool.query(`UPDATE queue_sample SET taken_at = now(), took = 60000, state = '{"states":[],"ages":[7],"stuck":[]}'`);
    expect((await queueState(pool)).ages).toEqual([7]);
    await pool.query(`UPDATE queue_sample SET taken_at = now() - interval '21 minutes'`);
    expect((await queueState(pool)).ages).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
