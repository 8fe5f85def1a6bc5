import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MessageDetail, messageDetailSchema, messageListSchema } from '@/lib/api/contracts/mail';
import { queueActionResultSchema, queueGroupsSchema, queueListSchema } from '@/lib/api/contracts/queue';
import { ruleViewSchema, savedSchema } from '@/lib/api/contracts/rules';
import { consoleContext } from '@/lib/console/context';
import { compilePolicy } from '@/lib/policy/compile';
import type { Decision } from '@/lib/policy/decision';
import { evaluate } from '@/lib/policy/evaluate';
import type { Facts } from '@/lib/policy/facts';
import { storeTransactions } from '@/lib/queue/store-transactions';
import type { NewRecipient, NewTransaction } from '@/lib/queue/transaction';
import { loadPolicy } from '@/lib/revisions/load-policy';
import { startConsoleUnderTest, TOKEN, wrongValues } from './console-under-test';

const app = await startConsoleUnderTest();
afterAll(() => app.stop());

const WORKER = randomUUID();
const NOW = new Date();
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

const facts: Facts = {
  'time.now': NOW.toISOString(),
  'connection.encrypted': false,
  'connection.remoteIp': '192.0.2.7',
  'session.authenticatedUser': null,
  'envelope.sender': 'ann@mydomain.tld',
  'envelope.senderDomain': 'mydomain.tld',
};

async function rule(name: string, mode: 'enforce' | 'monitor', domain: string): Promise<string> {
  const conditions = [
    { kind: 'condition', condition: 'delivery.sender-domain', negated: false, parameters: { operator: 'is', domains: [domain] } },
    { kind: 'condition', condition: 'connection.is-ssl', negated: false, parameters: { encrypted: false } },
  ];
  const actions = [{ action: 'smtp.action', parameters: { outcome: 'reject' } }];
  const answer = await app.api('POST', '/rules', { rule: { name, mode, match: 'all', conditions, actions } });
  return savedSchema.parse(answer.body).id;
}

function transaction(id: string, changes: Partial<NewTransaction> & { readonly decision: Decision | null }): NewTransaction {
  return {
    id,
    receivedAt: NOW,
    workerId: WORKER,
    listener: 'smtp',
    clientIp: '192.0.2.7',
    clientPort: 40_000,
    ehloName: 'client.example',
    tlsVersion: null,
    tlsCipher: null,
    authenticatedUser: null,
    sender: 'ann@mydomain.tld',
    accepted: true,
    stage: 'data',
    reply: `250 2.0.0 Queued as ${id}`,
    revision: 1,
    facts,
    size: 1234,
    bodyType: '7bit',
    smtpUtf8: false,
    dsnRet: null,
    dsnEnvid: null,
    messageIdHeader: null,
    subject: 'Hello',
    reportsOn: null,
    recipients: [],
    body: null,
    ...changes,
  };
}

function recipient(address: string, decision: Decision, changes: Partial<NewRecipient> = {}): NewRecipient {
  return {
    address,
    domain: address.split('@')[1] ?? '',
    relayed: true,
    state: 'pending',
    reply: '250 2.1.5 OK',
    decision,
    decidedByRule: null,
    dsnNotify: null,
    dsnOrcpt: null,
    headerEdits: [],
    firstSeen: null,
    origin: null,
    nextAttemptAt: NOW,
    expiresAt: null,
    ...changes,
  };
}

let forceTls: string;
beforeAll(async () => {
  await rule('watch "it"', 'monitor', 'watched.tld');
  forceTls = await rule('force ssl in', 'enforce', 'mydomain.tld');
  const compiled = compilePolicy(await loadPolicy(app.db));
  const refused = evaluate(compiled, facts, 'mail');
  const watched = { ...facts, 'envelope.sender': 'bo@watched.tld', 'envelope.senderDomain': 'watched.tld' };
  const passed = evaluate(compiled, { ...watched, 'recipient.address': 'x@partner.example', 'recipient.relayed': true }, 'rcpt');
  const { queuePool } = consoleContext();
  await storeTransactions(queuePool, [
    transaction('REFUSED', {
      accepted: false,
      stage: 'mail',
      reply: '550 5.7.10 Encryption needed',
      decision: refused,
      size: null,
      receivedAt: minutesAgo(1),
    }),
    transaction('ACCEPTED', {
      sender: 'bo@watched.tld',
      decision: null,
      receivedAt: minutesAgo(2),
      tlsVersion: 'TLSv1.3',
      recipients: [recipient('x@partner.example', passed), recipient('y@sub.partner.example', passed, { state: 'held' })],
    }),
    ...Array.from({ length: 60 }, (_, n) =>
      transaction(`BULK${String(n).padStart(2, '0')}`, {
        sender: '',
        clientIp: '2001:db8::1',
        decision: null,
        receivedAt: minutesAgo(10),
        recipients: [recipient(`bulk_${n}@other.example`, passed)],
      }),
    ),
  ]);
});

const detail = async (id: string, headers: Record<string, string> = {}): Promise<MessageDetail> =>
  messageDetailSchema.parse((await app.send('GET', `/messages/${id}`, { headers: { authorization: `Bearer ${TOKEN}`, ...headers } })).body);

describe('a message', () => {
  test('that was refused tells the rule that did, what it saw, and the reply', async () => {
    const message = await detail('REFUSED');
    expect(message).toMatchObject({
      accepted: false,
      stage: 'mail',
      reply: '550 5.7.10 Encryption needed',
      decidedBy: { ruleId: forceTls, name: 'force ssl in' },
      recipients: [],
    });
    expect(message.decision?.summary).toBe('Refused by rule 2 "force ssl in"');
    const [trace] = message.decision?.rules.filter(({ ruleId }) => ruleId === forceTls) ?? [];
    expect(trace).toMatchObject({ outcome: 'true', summary: 'matched and refused the mail' });
    expect(trace?.conditions.map(({ outcome, saw }) => [outcome, saw])).toEqual([
      ['true', 'mydomain.tld'],
      ['true', 'not encrypted'],
    ]);
  });

  test('is told in the language of the reader', async () => {
    const message = await detail('REFUSED', { 'accept-language': 'de' });
    expect(message.decision?.summary).toBe('Abgelehnt durch Regel 2 „force ssl in“');
  });

  test('that a monitored rule would have refused says so', async () => {
    const message = await detail('ACCEPTED');
    expect(message.decidedBy).toBeNull();
    expect(message.wouldHave).toEqual(['watch "it"']);
    expect(message.recipients[0]?.decision?.rules[0]?.summary).toBe('would have refused the mail (monitor)');
  });

  test('keeps its sentences when the rule has been changed or deleted since', async () => {
    const before = await detail('REFUSED');
    const { version } = ruleViewSchema.parse((await app.api('GET', `/rules/${forceTls}`)).body);
    await app.api('DELETE', `/rules/${forceTls}?version=${version}`);
    expect((await detail('REFUSED')).decision).toEqual(before.decision);
  });

  test('shows each attempt with demanded and achieved TLS', async () => {
    const waiting = await app.db.mailRecipient.findFirstOrThrow({ where: { address: 'x@partner.example' } });
    await app.db.deliveryAttempt.create({
      data: {
        recipientId: waiting.id,
        workerId: WORKER,
        startedAt: minutesAgo(1),
        finishedAt: NOW,
        revision: 3,
        outcome: 'deferred',
        reason: 'certificate-expired',
        nextHop: 'mail.partner.example:465',
        address: '192.0.2.9',
        demanded: { startsWith: 'implicit', check: { kind: 'trusted-and-host-name' } },
        achieved: { level: 'encrypted', version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', certificate: null },
        detail: 'certificate has expired',
        decidedBy: [{ ruleId: forceTls, name: 'out', order: 1, setting: 'relayEncryption' }],
      },
    });
    const [attempt] = (await detail('ACCEPTED')).recipients[0]?.attempts ?? [];
    expect(attempt).toMatchObject({
      outcome: 'deferred',
      demanded: { level: 'name-verified', sentence: 'TLS from the first byte, certificate of a trusted CA for the host name' },
      achieved: { level: 'encrypted', version: 'TLSv1.3' },
      decidedBy: [{ name: 'out', setting: 'relayEncryption' }],
    });
  });

  test('that never was is not found', async () => {
    expect((await app.api('GET', '/messages/NOPE')).status).toBe(404);
  });
});

describe('the list of messages', () => {
  const ids = async (query: string) =>
    messageListSchema.parse((await app.api('GET', `/messages?${query}`)).body).messages.map(({ id }) => id);

  test.each([
    ['query=REFUSED', ['REFUSED']],
    ['query=192.0.2.7', ['REFUSED', 'ACCEPTED']],
    ['query=ANN@Mydomain.TLD', ['REFUSED']],
    ['query=sub.partner.example', ['ACCEPTED']],
    ['query=bulk_7@other.example', ['BULK07']],
    ['outcome=refused', ['REFUSED']],
    ['outcome=accepted&query=watched.tld', ['ACCEPTED']],
  ])('searched by %s', async (query, expected) => {
    expect(await ids(query)).toEqual(expected);
  });

  test('is paged, newest first, without a gap where many came at the same moment', async () => {
    const pages: string[] = [];
    let cursor = '';
    for (let page = 0; page < 2; page += 1) {
      const body = messageListSchema.parse((await app.api('GET', `/messages?cursor=${encodeURIComponent(cursor)}`)).body);
      pages.push(...body.messages.map(({ id }) => id));
      cursor = body.nextCursor ?? '';
    }
    expect(cursor).toBe('');
    expect(pages).toHaveLength(62);
    expect(new Set(pages).size).toBe(62);
    expect(pages.slice(0, 2)).toEqual(['REFUSED', 'ACCEPTED']);
  });
});

describe('the queue', () => {
  const entries = async (query: string) => queueListSchema.parse((await app.api('GET', `/queue?${query}`)).body);

  test('is listed oldest first, by state and domain, page by page', async () => {
    expect((await entries('state=held')).entries).toMatchObject([
      { queueId: 'ACCEPTED', recipient: 'y@sub.partner.example', state: 'held' },
    ]);
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

describe('the life of a message', () => {
  test('tells what administrators did with it in the queue, and no other mail', async () => {
    const [one, other] = await app.db.mailRecipient.findMany({
      where: { address: { in: ['bulk_50@other.example', 'bulk_51@other.example'] } },
    });
    await app.api('POST', '/queue/actions', { action: 'hold', ids: [String(one?.id)] });
    await app.api('POST', '/queue/actions', { action: 'release', ids: [String(one?.id), String(other?.id)] });
    const actionsOf = async (id = '') => (await detail(id)).recipients[0]?.actions.map(({ by, action }) => `${by} ${action}`);
    expect(await actionsOf(one?.transactionId)).toEqual([expect.stringMatching(/ hold$/), expect.stringMatching(/ release$/)]);
    expect(await actionsOf(other?.transactionId)).toEqual([]);
  });

  test('leads to the notification that its sender got, and back', async () => {
    const { queuePool } = consoleContext();
    await storeTransactions(queuePool, [transaction('DSN1', { sender: '', decision: null, listener: 'dsn', reportsOn: 'ACCEPTED' })]);
    expect((await detail('ACCEPTED')).reports).toEqual([{ id: 'DSN1', receivedAt: NOW.toISOString() }]);
    expect(await detail('DSN1')).toMatchObject({ reportsOn: 'ACCEPTED', writtenHere: true });
    expect((await detail('ACCEPTED')).writtenHere).toBe(false);
  });
});
