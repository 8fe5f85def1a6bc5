import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { queueActionResultSchema, queueGroupsSchema, queueListSchema } from '@/lib/api/contracts/queue';
import { consoleContext } from '@/lib/console/context';
import { storeTransactions } from '@/lib/queue/store-transactions';
import { newTransaction } from '../queue/new-transaction';
import { startConsoleUnderTest, wrongValues } from './console-under-test';

const app = await startConsoleUnderTest();
afterAll(() => app.stop());

beforeAll(() =>
  storeTransactions(consoleContext().queuePool, [
    newTransaction({ id: 'ACCEPTED' }, ['x@partner.example']),
    newTransaction({ id: 'HELD' }, ['y@sub.partner.example'], { state: 'held' }),
    ...Array.from({ length: 60 }, (_, n) => newTransaction({}, [`bulk_${n}@other.example`])),
  ]),
);

describe('the queue', () => {
  const entries = async (query: string) => queueListSchema.parse((await app.api('GET', `/queue?${query}`)).body);

  test('is listed oldest first, by state and domain, page by page', async () => {
    expect((await entries('state=held')).entries).toMatchObject([{ queueId: 'HELD', recipient: 'y@sub.partner.example', state: 'held' }]);
    expect((await entries('domain=Partner.example')).entries.map(({ recipient: address }) => address)).toEqual([
      'x@partner.example',
      'y@sub.partner.example',
    ]);
    const first = await entries('domain=other.example');
    expect([first.total, first.entries.length]).toEqual([60, 50]);
    const second = await entries(`domain=other.example&cursor=${first.nextCursor}`);
    expect([second.entries.length, second.nextCursor]).toEqual([10, null]);
    expect(wrongValues(await app.api('GET', '/queue?state=delivered'))).toEqual(['state: value.invalid']);
  });

  test('says which filter it does not understand', async () => {
    const queries = ['state=delivered', 'reason=bad+luck', 'rule=1', 'olderThan=soon', 'olderThan=0', 'cursor=x'];
    const wrong = await Promise.all(queries.map(async (query) => wrongValues(await app.api('GET', `/queue?${query}`))));
    const names = ['state', 'reason', 'rule', 'olderThan', 'olderThan', 'cursor'];
    expect(wrong).toEqual(names.map((name) => [`${name}: value.invalid`]));
  });

  const act = async (body: object) => queueActionResultSchema.parse((await app.api('POST', '/queue/actions', body)).body);
  const undo = async (id: string) => queueActionResultSchema.parse((await app.api('POST', `/queue/actions/${id}/undo`, {})).body);
  const SENT = { hosts: [{ host: 'other.example', port: null }], encryption: 'implicit', certificateCheck: null };

  test('obeys an administrator, where the state allows it, and takes it back', async () => {
    const [held] = (await entries('state=held')).entries;
    const [pending] = (await entries('domain=other.example')).entries;
    const ids = [held?.id ?? '', pending?.id ?? ''];
    const released = await act({ action: 'release', ids });
    expect(released).toMatchObject({ touched: 1, beingDelivered: 0, notPossible: 1, continues: null });
    expect((await entries('state=held')).total).toBe(0);
    expect(await undo(released.id)).toMatchObject({ touched: 1 });
    expect((await entries('state=held')).total).toBe(1);
    expect(await act({ action: 'route', ids, route: SENT })).toMatchObject({ touched: 2 });
    expect((await entries('domain=other.example')).entries[0]?.sentTo).toBe('other.example');
    const deleted = await act({ action: 'delete', ids });
    expect(deleted).toMatchObject({ touched: 2, notPossible: 0 });
    expect(await act({ action: 'retry', ids })).toMatchObject({ touched: 0, notPossible: 2 });
    expect(await undo(deleted.id)).toMatchObject({ touched: 2 });
    const events = await app.db.auditEvent.findMany({ where: { action: { startsWith: 'queue.' } }, orderBy: { id: 'asc' }, take: 2 });
    expect(events.map(({ action, detail }) => [action, detail])).toEqual([
      ['queue.acted', { action: 'release', ids, id: released.id, touched: 1 }],
      ['queue.undone', { id: released.id, touched: 1 }],
    ]);
  });

  test('is acted on by filter, too, and that is undone as one', async () => {
    const filter = { domain: 'other.example' };
    const held = await act({ action: 'hold', filter });
    expect(held).toMatchObject({ touched: 60, continues: null });
    expect((await entries('state=held&domain=other.example')).total).toBe(60);
    expect(await undo(held.id)).toMatchObject({ touched: 60, continues: null });
    expect((await entries('state=held&domain=other.example')).total).toBe(0);
  });

  test('goes on from where a step has ended', async () => {
    const all = (await entries('domain=other.example')).entries.map(({ id }) => id);
    const id = randomUUID();
    const continues = `${id}.${all[9]}.${all[19]}`;
    expect(await act({ action: 'hold', filter: { domain: 'other.example' }, continues })).toMatchObject({
      id,
      touched: 10,
      continues: null,
    });
    expect(await undo(id)).toMatchObject({ touched: 10 });
  });

  test.each<[string, object, string[]]>([
    ['nobody', { action: 'retry' }, ['ids: value.missing']],
    ['two things at once', { action: 'retry', ids: ['1'], filter: {} }, ['ids: value.missing']],
    ['an empty list', { action: 'retry', ids: [] }, ['ids: list.empty']],
    ['another route without a route', { action: 'route', ids: ['1'] }, ['route: value.missing']],
    ['a route with another action', { action: 'hold', ids: ['1'], route: SENT }, ['route: value.missing']],
    ['a route to nowhere', { action: 'route', ids: ['1'], route: { ...SENT, hosts: [] } }, ['route.hosts: hosts.empty']],
    ['an unknown action', { action: 'burn', ids: ['1'] }, ['action: value.invalid']],
  ])('refuses %s', async (_, body, wrong) => {
    expect(wrongValues(await app.api('POST', '/queue/actions', body))).toEqual(wrong);
  });

  test('is grouped by next hop', async () => {
    const groups = queueGroupsSchema.parse((await app.api('GET', '/queue/groups')).body);
    expect(groups).toEqual({ groups: [], total: 0, untried: 62 });
  });
});
