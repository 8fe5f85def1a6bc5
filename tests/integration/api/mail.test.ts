import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MessageDetail, messageDetailSchema, messageListSchema } from '@/lib/api/contracts/mail';
import { ruleViewSchema, savedSchema } from '@/lib/api/contracts/rules';
import { consoleContext } from '@/lib/console/context';
import { compilePolicy } from '@/lib/policy/compile';
import type { Decision } from '@/lib/policy/decision';
import { evaluate } from '@/lib/policy/evaluate';
import type { Facts } from '@/lib/policy/facts';
import { storeTransactions } from '@/lib/queue/store-transactions';
import type { NewRecipient, NewTransaction } from '@/lib/queue/transaction';
import { loadPolicy } from '@/lib/revisions/load-policy';
import { startConsoleUnderTest, TOKEN } from './console-under-test';

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
