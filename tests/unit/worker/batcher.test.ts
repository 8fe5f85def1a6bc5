import { describe, expect, it } from 'vitest';
import type { NewTransaction } from '@/lib/queue/transaction';
import { Batcher, MOST_RECORDS } from '@/smtp-worker/intake/batcher';
import { waitFor } from '../../support/wait-for';

function transaction(id: string, accepted = true): NewTransaction {
  return {
    id,
    receivedAt: new Date(0),
    workerId: '',
    listener: 'smtp',
    clientIp: '192.0.2.1',
    clientPort: 1,
    ehloName: '',
    tlsVersion: null,
    tlsCipher: null,
    authenticatedUser: null,
    sender: '',
    accepted,
    stage: 'data',
    reply: '',
    revision: 1,
    facts: {},
    decision: null,
    size: null,
    bodyType: '7bit',
    smtpUtf8: false,
    dsnRet: null,
    dsnEnvid: null,
    messageIdHeader: null,
    subject: null,
    reportsOn: null,
    recipients: [],
    body: null,
  };
}

/** A store whose commits end when the test says so. */
function controlledStore() {
  const commits: { ids: string[]; succeed: () => void; fail: (error: Error) => void }[] = [];
  const store = (transactions: readonly NewTransaction[]): Promise<void> =>
    new Promise((resolve, reject) => {
      commits.push({ ids: transactions.map(({ id }) => id), succeed: () => resolve(), fail: reject });
    });
  const commit = (n: number) => waitFor(`commit ${n}`, () => commits[n - 1]);
  return { commits, store, commit };
}

class Unstorable extends Error {}

function batcher(store: (transactions: readonly NewTransaction[]) => Promise<void>) {
  const dropped: number[] = [];
  const made = new Batcher({
    store,
    isUnstorable: (error) => error instanceof Unstorable,
    onDropped: (count) => void dropped.push(count),
    retryDelay: 1,
  });
  return { batcher: made, dropped };
}

const outcomeOf = (promise: Promise<void>) =>
  promise.then(
    () => 'stored',
    (error: Error) => error.message,
  );

describe('Batcher', () => {
  it('stores together what finishes together, and in the next commit what finishes while one is written', async () => {
    const { commits, store, commit } = controlledStore();
    const { batcher: batches } = batcher(store);
    const first = [batches.accept(transaction('1')), batches.accept(transaction('2'))];
    const one = await commit(1);
    const second = [batches.accept(transaction('3')), batches.accept(transaction('4'))];
    expect(one.ids).toEqual(['1', '2']);
    expect(commits).toHaveLength(1);
    one.succeed();
    await Promise.all(first);
    const two = await commit(2);
    expect(two.ids).toEqual(['3', '4']);
    two.succeed();
    await Promise.all(second);
  });

  it('answers nothing before its commit is durable', async () => {
    const { store, commit } = controlledStore();
    const { batcher: batches } = batcher(store);
    let answered = false;
    const accepted = batches.accept(transaction('1')).then(() => {
      answered = true;
    });
    const one = await commit(1);
    expect(answered).toBe(false);
    one.succeed();
    await accepted;
    expect(answered).toBe(true);
  });

  it('tells everybody in a commit that failed, and goes on', async () => {
    const { store, commit } = controlledStore();
    const { batcher: batches } = batcher(store);
    const outcomes = [outcomeOf(batches.accept(transaction('1'))), outcomeOf(batches.accept(transaction('2')))];
    (await commit(1)).fail(new Error('away'));
    expect(await Promise.all(outcomes)).toEqual(['away', 'away']);
    const next = batches.accept(transaction('3'));
    (await commit(2)).succeed();
    await next;
  });

  it('keeps records of refusals until the database is back', async () => {
    const { commits, store, commit } = controlledStore();
    const { batcher: batches, dropped } = batcher(store);
    batches.record(transaction('refused', false));
    (await commit(1)).fail(new Error('away'));
    const again = await commit(2);
    expect(again.ids).toEqual(['refused']);
    again.succeed();
    await batches.close();
    expect(commits).toHaveLength(2);
    expect(dropped).toEqual([]);
  });

  it('does not let one that cannot be stored spoil the others', async () => {
    const stored: string[] = [];
    const { batcher: batches, dropped } = batcher(async (transactions) => {
      if (transactions.some(({ id }) => id.startsWith('bad'))) throw new Unstorable('bad data');
      stored.push(...transactions.map(({ id }) => id));
    });
    batches.record(transaction('bad record', false));
    const outcomes = await Promise.all([outcomeOf(batches.accept(transaction('good'))), outcomeOf(batches.accept(transaction('bad')))]);
    expect(outcomes).toEqual(['stored', 'bad data']);
    expect(stored).toEqual(['good']);
    expect(dropped).toEqual([1]);
  });

  it('drops and counts records over the limit, never accepted ones', async () => {
    const { store, commit, commits } = controlledStore();
    const { batcher: batches, dropped } = batcher(store);
    for (let i = 0; i < MOST_RECORDS + 3; i += 1) batches.record(transaction(`refused ${i}`, false));
    expect(dropped).toEqual([1, 1, 1]);
    const accepted = batches.accept(transaction('accepted'));
    for (let n = 1; !commits.some(({ ids }) => ids.includes('accepted')); n += 1) (await commit(n)).succeed();
    commits.at(-1)?.succeed();
    await accepted;
  });

  it('gives up at the end what cannot be stored', async () => {
    const { batcher: batches, dropped } = batcher(() => Promise.reject(new Error('away')));
    batches.record(transaction('refused', false));
    await batches.close();
    expect(dropped).toEqual([1]);
  });
});
