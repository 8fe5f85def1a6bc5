import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { claimDue } from '@/lib/queue/claim-due';
import { inTransaction } from '@/lib/queue/in-transaction';
import { oneAtATime } from '@/lib/queue/one-at-a-time';
import { pruneMessages } from '@/lib/queue/prune-messages';
import type { RecipientState } from '@/lib/queue/recipient-state';
import { storeTransactions } from '@/lib/queue/store-transactions';
import { startPruning } from '@/smtp-worker/message-pruning';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { waitFor } from '../../support/wait-for';
import { newTransaction } from './new-transaction';

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  // Whoever has to wait for a lock fails.
  pool = new pg.Pool({ connectionString: database.url, max: 6, options: '-c lock_timeout=2000' });
  await pool.query('UPDATE retention SET accepted_days = 30, refused_days = 7');
});
afterAll(async () => {
  await pool?.end();
  await database?.drop();
});
afterEach(() => pool.query('TRUNCATE mail_transaction, message_chunk CASCADE'));

const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);

async function store(id: string, age: number, states: readonly RecipientState[] = ['delivered'], accepted = true): Promise<void> {
  const addresses = states.map((_, n) => `r${n}@partner.example`);
  await storeTransactions(pool, [newTransaction({ id, receivedAt: daysAgo(age), accepted }, addresses)]);
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM mail_recipient WHERE transaction_id = $1 ORDER BY id', [id]);
  for (const [n, row] of rows.entries()) await pool.query('UPDATE mail_recipient SET state = $2 WHERE id = $1', [row.id, states[n]]);
}

async function kept(): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM mail_transaction ORDER BY id');
  return rows.map(({ id }) => id);
}

describe('records of mail', () => {
  it('are deleted when they are too old, each kind after its time, with all that belongs to them', async () => {
    await store('A-OLD', 31);
    await store('A-YOUNG', 29);
    await store('R-OLD', 8, ['refused'], false);
    await store('R-YOUNG', 6, ['refused'], false);
    expect((await pruneMessages(pool, 'accepted', null, 100)).count).toBe(1);
    expect((await pruneMessages(pool, 'refused', null, 100)).count).toBe(1);
    expect(await kept()).toEqual(['A-YOUNG', 'R-YOUNG']);
    const { rows } = await pool.query(
      'SELECT transaction_id FROM mail_recipient UNION SELECT transaction_id FROM message_chunk ORDER BY 1',
    );
    expect(rows.map((row) => row.transaction_id)).toEqual(['A-YOUNG', 'R-YOUNG']);
  });

  it.each<RecipientState>(['pending', 'active', 'deferred', 'held'])('stay while one recipient is %s, however old', async (state) => {
    await store('WAITS', 4000, ['delivered', state]);
    expect(await pruneMessages(pool, 'accepted', null, 100)).toEqual({ count: 0, until: null });
    expect(await kept()).toEqual(['WAITS']);
  });

  it('are deleted bit by bit, oldest first, each batch going on where the last has ended', async () => {
    for (const age of [50, 40, 45]) await store(`AGE${age}`, age);
    await store('HELD', 60, ['held']);
    const first = await pruneMessages(pool, 'accepted', null, 2);
    expect([first.count, await kept()]).toEqual([2, ['AGE40', 'HELD']]);
    expect((await pruneMessages(pool, 'accepted', first.until, 2)).count).toBe(1);
    expect(await kept()).toEqual(['HELD']);
  });

  it('that somebody has locked are passed over', async () => {
    await store('LOCKED', 50);
    await store('FREE', 40);
    await inTransaction(pool, async (client) => {
      await client.query(`SELECT FROM mail_transaction WHERE id = 'LOCKED' FOR UPDATE`);
      expect((await pruneMessages(pool, 'accepted', null, 100)).count).toBe(1);
    });
    expect(await kept()).toEqual(['LOCKED']);
  });

  it('are left to another worker that is at it', async () => {
    await store('OLD', 50);
    await oneAtATime(pool, async () => expect((await pruneMessages(pool, 'accepted', null, 100)).count).toBe(0), 'pruning');
    expect(await kept()).toEqual(['OLD']);
  });
});

it('a deletion that is under way keeps neither new mail nor a delivery waiting', async () => {
  await store('OLD', 50);
  await store('WAITS', 50, ['pending']);
  await inTransaction(pool, async (client) => {
    // As pruneMessages does it, but not committed yet.
    await client.query(`DELETE FROM mail_transaction WHERE id = 'OLD'`);
    await storeTransactions(pool, [newTransaction({ id: 'NEW' })]);
    const claimed = await claimDue(pool, { workerId: '00000000-0000-0000-0000-000000000001', limit: 10, exceptDomains: [] });
    expect(claimed.map(({ transaction }) => transaction.id).sort()).toEqual(['NEW', 'WAITS']);
  });
});

it('a worker deletes in the background whatever is too old, in as many batches as it takes', async () => {
  await store('KEPT', 1);
  await pool.query(
    `INSERT INTO mail_transaction (id, received_at, worker_id, listener, client_ip, client_port, ehlo_name, sender, accepted, stage, reply, revision, facts)
     SELECT 'OLD' || n, now() - interval '100 days', '00000000-0000-0000-0000-000000000001', 'smtp', '192.0.2.1', 1, 'x', '', n % 2 = 0, 'data', '250', 1, '{}'
     FROM generate_series(1, 1300) AS n`,
  );
  const pruning = startPruning(pool, { lost: (error) => expect.unreachable(String(error)) });
  await waitFor('the old ones to be gone', async () => (await kept()).length === 1);
  await pruning.stop();
  expect(await kept()).toEqual(['KEPT']);
});
