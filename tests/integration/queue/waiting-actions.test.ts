import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Acted, actOnWaiting, idsGiven, type WaitingAction } from '@/lib/queue/act-on-waiting';
import { type ClaimedRecipient, claimDue } from '@/lib/queue/claim-due';
import type { QueueAction, RecipientState } from '@/lib/queue/recipient-state';
import { settleAttempts } from '@/lib/queue/settle-attempts';
import { storeTransactions } from '@/lib/queue/store-transactions';
import { undoAction } from '@/lib/queue/undo-action';
import { idsMatching } from '@/lib/queue/waiting-filter';
import type { RouteOverride } from '@/lib/routing/route-override';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { newTransaction } from './new-transaction';

// What an administrator does with mail in the queue, and takes back.

let database: TestDatabase;
let pool: pg.Pool;
const worker = randomUUID();
const LATER = new Date(Math.ceil(Date.now() / 1000) * 1000 + 3_600_000);
const ROUTE: RouteOverride = { hosts: [{ host: 'other.example', port: 465 }], encryption: 'implicit', certificateCheck: null };
const WANTED: { readonly [Action in QueueAction]: WaitingAction } = {
  retry: { action: 'retry' },
  hold: { action: 'hold' },
  release: { action: 'release' },
  delete: { action: 'delete' },
  return: { action: 'return' },
  route: { action: 'route', route: ROUTE },
};

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
afterEach(() => pool.query('TRUNCATE mail_transaction, mail_recipient, message_chunk CASCADE'));

/** A recipient in this state whose next attempt would be an hour from now. */
async function recipient(state: RecipientState): Promise<string> {
  const transaction = newTransaction({}, [`${state}@partner.example`], { nextAttemptAt: LATER });
  await storeTransactions(pool, [transaction]);
  const { rows } = await pool.query<{ id: string }>(
    `UPDATE mail_recipient SET state = $1, last_reason = 'timeout' WHERE transaction_id = $2 RETURNING id`,
    [state, transaction.id],
  );
  return rows[0]?.id ?? '';
}

async function act(action: QueueAction, ids: readonly string[]): Promise<Acted & { readonly id: string }> {
  const id = randomUUID();
  return { ...(await actOnWaiting(pool, id, WANTED[action], idsGiven(ids))), id };
}

const undo = (id: string) => undoAction(pool, id, { after: '0', limit: 100 });
const claim = (): Promise<ClaimedRecipient[]> => claimDue(pool, { workerId: worker, limit: 100, exceptDomains: [] });

/** All that an action may change. */
async function row(id: string): Promise<object> {
  const { rows } = await pool.query(
    'SELECT state, next_attempt_at AS next, last_reason AS reason, route_override AS route, finished_at AS finished FROM mail_recipient WHERE id = $1',
    [id],
  );
  return rows[0];
}

const ALLOWED: readonly [QueueAction, RecipientState, RecipientState][] = [
  ['retry', 'pending', 'pending'],
  ['retry', 'deferred', 'pending'],
  ['hold', 'pending', 'held'],
  ['hold', 'deferred', 'held'],
  ['release', 'held', 'pending'],
  ['delete', 'pending', 'deleted'],
  ['delete', 'deferred', 'deleted'],
  ['delete', 'held', 'deleted'],
  ['return', 'deferred', 'pending'],
  ['return', 'held', 'pending'],
  ['route', 'deferred', 'pending'],
  ['route', 'held', 'pending'],
];

describe('An action', () => {
  it.each(ALLOWED)('%s: %s -> %s', async (action, before, after) => {
    const id = await recipient(before);
    expect(await act(action, [id])).toMatchObject({ touched: 1, beingDelivered: 0, notPossible: 0 });
    expect(await row(id)).toMatchObject({ state: after });
    const [claimed] = await claim();
    expect(claimed !== undefined).toBe(after === 'pending');
    expect(claimed?.returned ?? false).toBe(action === 'return');
    expect(claimed?.routeOverride ?? null).toEqual(action === 'route' ? ROUTE : null);
  });

  it.each<[QueueAction, RecipientState]>([
    ['retry', 'held'],
    ['hold', 'held'],
    ['release', 'deferred'],
    ['delete', 'delivered'],
    ['return', 'bounced'],
    ['route', 'expired'],
  ])('cannot %s what is %s', async (action, state) => {
    const id = await recipient(state);
    const before = await row(id);
    expect(await act(action, [id])).toMatchObject({ touched: 0, beingDelivered: 0, notPossible: 1 });
    expect(await row(id)).toEqual(before);
  });

  it.each<QueueAction>(['retry', 'hold', 'release', 'delete', 'return', 'route'])(
    'leaves to the worker what it has claimed: %s',
    async (action) => {
      const id = await recipient('active');
      const before = await row(id);
      expect(await act(action, [id])).toMatchObject({ touched: 0, beingDelivered: 1, notPossible: 0 });
      expect(await row(id)).toEqual(before);
    },
  );

  it('waits for a claim that is just being made, and then leaves it alone', async () => {
    const id = await recipient('pending');
    const claiming = await pool.connect();
    await claiming.query('BEGIN');
    await claiming.query(`UPDATE mail_recipient SET state = 'active', claimed_by = $1 WHERE id = $2`, [worker, id]);
    const acting = act('delete', [id]);
    await expect
      .poll(
        async () =>
          (await pool.query(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).rowCount,
      )
      .toBe(1);
    await claiming.query('COMMIT');
    claiming.release();
    expect(await acting).toMatchObject({ touched: 0, beingDelivered: 1 });
  });

  it('tells of each recipient what became of it', async () => {
    const ids = await Promise.all((['deferred', 'active', 'held', 'delivered'] as const).map(recipient));
    expect(await act('hold', [...ids, '999999999'])).toMatchObject({ touched: 1, beingDelivered: 1, notPossible: 3 });
  });

  it('goes for all that match in steps, each of which says where it ended', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) ids.push(await recipient(i === 2 ? 'held' : 'deferred'));
    const step = async (after: string) =>
      actOnWaiting(pool, randomUUID(), { action: 'hold' }, idsMatching({}, { after, upTo: ids[3] ?? '', limit: 3, now: Date.now() }));
    expect(await step('0')).toEqual({ touched: 2, beingDelivered: 0, notPossible: 1, last: ids[2] });
    expect(await step(ids[2] ?? '')).toEqual({ touched: 1, beingDelivered: 0, notPossible: 0, last: ids[3] });
    expect(await row(ids[4] ?? '')).toMatchObject({ state: 'deferred' });
  });

  it('takes a return back by holding', async () => {
    const id = await recipient('deferred');
    await act('return', [id]);
    await act('hold', [id]);
    await act('release', [id]);
    expect(await claim()).toMatchObject([{ returned: false }]);
  });

  it('gives the policy its say again', async () => {
    const id = await recipient('deferred');
    await act('route', [id]);
    await actOnWaiting(pool, randomUUID(), { action: 'route', route: null }, idsGiven([id]));
    expect(await claim()).toMatchObject([{ routeOverride: null }]);
  });
});

describe('Undoing', () => {
  it.each(ALLOWED)('%s, of what was %s, brings all of it back', async (action, before) => {
    const id = await recipient(before);
    const former = await row(id);
    const acted = await act(action, [id]);
    expect(await row(id)).not.toEqual(former);
    expect(await undo(acted.id)).toMatchObject({ touched: 1, beingDelivered: 0, notPossible: 0 });
    expect(await row(id)).toEqual(former);
    expect(await undo(acted.id)).toMatchObject({ touched: 0, notPossible: 0 });
  });

  it('brings a former route back', async () => {
    const id = await recipient('deferred');
    await act('route', [id]);
    const second = randomUUID();
    await actOnWaiting(pool, second, { action: 'route', route: null }, idsGiven([id]));
    await undo(second);
    expect(await row(id)).toMatchObject({ route: ROUTE });
  });

  it('does nothing to what is being delivered, has been tried since, or was touched again', async () => {
    const ids = await Promise.all([recipient('deferred'), recipient('deferred'), recipient('deferred')]);
    const retried = await act('retry', ids);
    await act('hold', ids.slice(2));
    const claimed = await claim();
    const [tried, underWay] = claimed.map(({ id }) => id);
    await settleAttempts(
      pool,
      worker,
      [
        {
          recipientId: tried ?? '',
          state: 'deferred',
          nextAttemptAt: LATER,
          lastError: 'No.',
          lastReason: 'timeout',
          nextHop: 'partner.example',
          delayTold: false,
          attempts: [ATTEMPT],
        },
      ],
      [],
    );
    expect(await undo(retried.id)).toMatchObject({ touched: 0, beingDelivered: 1, notPossible: 1 });
    expect(await row(underWay ?? '')).toMatchObject({ state: 'active' });
    expect(await row(tried ?? '')).toMatchObject({ state: 'deferred', reason: 'timeout' });
    expect(await row(ids[2] ?? '')).toMatchObject({ state: 'held' });
  });

  it('is possible for a while', async () => {
    const id = await recipient('deferred');
    const deleted = await act('delete', [id]);
    await pool.query(
      `UPDATE mail_recipient SET before_action = jsonb_set(before_action, '{until}', to_jsonb(now() - interval '1 second'))`,
    );
    expect(await undo(deleted.id)).toMatchObject({ touched: 0, notPossible: 1 });
    expect(await row(id)).toMatchObject({ state: 'deleted' });
  });
});

const ATTEMPT = {
  startedAt: new Date(),
  finishedAt: new Date(),
  revision: 1,
  outcome: 'deferred',
  reason: 'timeout',
  nextHop: 'mx.partner.example:25',
  address: null,
  demanded: { startsWith: 'opportunistic' },
  achieved: null,
  detail: 'No.',
  decidedBy: [],
  matched: [],
} as const;
