import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { simulate } from '@/lib/acceptance/simulate';
import { openDatabase } from '@/lib/db/prisma';
import { parseMailbox } from '@/lib/mail/address';
import { formatReply } from '@/lib/mail/reply';
import { type CompiledPolicy, compilePolicy } from '@/lib/policy/compile';
import type { Facts } from '@/lib/policy/facts';
import { loadPolicy } from '@/lib/revisions/load-policy';
import { type Gateway, startGateway } from '../../support/gateway';
import type { RuleInput } from '../../support/gateway-setup';
import { forcedTlsIn } from '../../support/rules';
import { seededRandom } from '../../support/seeded-random';
import type { SmtpClient } from '../../support/smtp-client';
import { waitFor } from '../../support/wait-for';

// 2,000 random transactions over real sockets: what the worker said and recorded is what the simulator says for the recorded facts.

const CONNECTIONS = 40;
const TRANSACTIONS_EACH = 50;

const verdict = (outcome: string) => ['smtp.action', { outcome }] as const;
const to = (domain: string) => ['recipient.domain', { operator: 'is', domains: [domain] }] as const;
const from = (domain: string) => ['delivery.sender-domain', { operator: 'is', domains: [domain] }] as const;
const larger = (size: number) => ['message.size', { operator: 'greater-than', size }] as const;

const RULES: readonly RuleInput[] = [
  {
    name: 'postmaster',
    conditions: [['recipient.address', { operator: 'is', addresses: ['postmaster@a.example'] }]],
    actions: [verdict('accept')],
  },
  forcedTlsIn({ domain: 'forced.tld' }),
  forcedTlsIn({ domain: 'watched.tld', mode: 'monitor' }),
  { name: 'large to b', conditions: [to('b.example'), larger(1000)], actions: [verdict('reject')] },
  { name: 'small from later', conditions: [from('later.tld'), larger(200)], actions: [verdict('tempfail')] },
  { name: 'dropped', conditions: [from('dropped.tld'), larger(500)], actions: [verdict('discard')] },
  { name: 'held', conditions: [from('held.tld'), to('a.example')], actions: [verdict('hold')] },
  {
    name: 'old TLS',
    conditions: [from('modern.tld'), ['connection.tls-version', { operator: 'below', version: 'TLSv1.3' }]],
    actions: [verdict('reject')],
  },
  {
    name: 'other greeting',
    conditions: [from('named.tld'), ['session.ehlo-name', { operator: 'ends-with', texts: ['2.example'] }]],
    actions: [verdict('reject')],
  },
  {
    name: 'other door',
    conditions: [from('named.tld'), ['connection.listener', { operator: 'is', texts: ['smtps'] }]],
    actions: [verdict('hold')],
  },
  {
    name: 'many in a session',
    conditions: [from('bulk.tld'), ['session.messages', { operator: 'greater-than', number: 20 }]],
    actions: [verdict('tempfail')],
  },
  {
    name: 'much in a session',
    conditions: [from('bulk.tld'), ['session.bytes', { operator: 'greater-than', size: 5000 }]],
    actions: [verdict('discard')],
  },
  {
    name: 'announced',
    conditions: [from('bulk.tld'), ['message.declared-size', { operator: 'greater-than', size: 1000 }]],
    actions: [verdict('reject')],
  },
  {
    name: 'flagged',
    conditions: [from('headed.tld'), ['message.header', { name: 'X-Flag', operator: 'is', texts: ['yes'] }]],
    actions: [verdict('reject')],
  },
  {
    name: 'unmarked to b',
    conditions: [to('b.example'), ['message.header', { name: 'X-Mark', operator: 'is-not', texts: ['on'] }]],
    actions: [verdict('hold')],
  },
  {
    name: 'as others',
    conditions: [from('headed.tld'), ['message.from-domain', { operator: 'is', domains: ['other.tld'] }]],
    actions: [verdict('discard')],
  },
  {
    name: 'to few',
    conditions: [from('headed.tld'), ['recipient.count', { operator: 'greater-than', number: 2 }]],
    actions: [verdict('tempfail')],
  },
  { name: 'strangers', conditions: [from('grey.tld')], actions: [['smtp.greylist', { delay: 300 }]] },
  { name: 'never out', conditions: [['delivery.relaying-mail', { relaying: true }], from('inside.tld')], actions: [verdict('reject')] },
];
const SENDERS = [
  'forced.tld',
  'watched.tld',
  'later.tld',
  'dropped.tld',
  'held.tld',
  'inside.tld',
  'else.tld',
  'modern.tld',
  'named.tld',
  'bulk.tld',
  'headed.tld',
  'grey.tld',
];
const RECIPIENTS = ['postmaster@a.example', 'x@a.example', 'y@a.example', 'x@b.example', 'y@b.example', 'x@c.example', 'z@away.example'];

const LOCAL = ['a.example', 'b.example', 'c.example'].map((domain) => ({
  domain,
  deliverTo: { hosts: [{ host: '127.0.0.1', port: 1 }], encryption: 'opportunistic' as const, certificateCheck: null },
}));

const HEADERS = [
  '',
  'X-Flag: yes\r\n',
  'x-mark: ON\r\n',
  'X-Flag: no\r\nX-Mark: off\r\n',
  'From: a@other.tld\r\n',
  'From: a@own.tld\r\nX-Mark: on\r\n',
];

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({
    rules: RULES,
    localDomains: LOCAL,
    routing: { relayNetworks: ['127.0.0.1'] },
    acceptance: { maxErrorsPerSession: 1000 },
  });
});
afterAll(() => gateway?.stop());

interface Said {
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly implicitTls: boolean;
  /** The replies to MAIL, to each RCPT and to the message, as far as it got. */
  readonly replies: readonly string[];
}

const recordSchema = z.object({
  sender: z.string(),
  facts: z.custom<Facts>((value) => typeof value === 'object'),
  decision: z.json(),
  recipients: z.array(z.object({ address: z.string(), decision: z.json() })).nullable(),
});

it('the worker decides as the simulator does', async () => {
  const random = seededRandom();
  const said: Said[] = [];
  for (let i = 0; i < CONNECTIONS; i += 1) said.push(...(await session(i, random.between)));
  expect(said).toHaveLength(CONNECTIONS * TRANSACTIONS_EACH);

  const records = await recorded(said.length);
  const compiled = await policyInForce();
  const kinds = new Set<string>();
  for (const one of said) {
    const record = records.get(one.sender);
    if (record === undefined) throw new Error(`no record of ${one.sender} (SEED=${random.seed})`);
    const { 'time.now': now = '' } = record.facts;
    const { steps } = simulate(compiled, {
      // Each sender is new, so each attempt is the first.
      facts: { ...record.facts, 'recipient.firstSeen': now },
      implicitTls: one.implicitTls,
      recipients: one.recipients.map(parseMailbox).filter((mailbox) => mailbox !== null),
    });
    const context = `${one.sender}, SEED=${random.seed}`;
    const replies = steps.flatMap(({ reply, stage }) => (reply === null || stage === 'data' ? [] : [formatReply(reply)]));
    const message = steps.find(({ stage }) => stage === 'data')?.reply;
    expect([...replies, ...(message ? [formatReply(message)] : [])], context).toEqual(one.replies);
    const mail = steps.find(({ stage }) => stage === 'mail');
    if (record.recipients === null) expect(plain(mail?.decision), context).toEqual(record.decision);
    for (const { address, decision } of record.recipients ?? []) {
      const ofRecipient = steps.filter(({ recipient }) => recipient === address).map((step) => plain(step.decision));
      expect(ofRecipient, context).toContainEqual(decision);
    }
    for (const reply of one.replies) kinds.add(reply.slice(0, 9));
  }
  // Not all of one kind: the policy is one where much depends on order and stage.
  expect([...kinds].sort()).toEqual(
    ['250 2.0.0', '250 2.1.0', '250 2.1.5', '450 4.7.1', '451 4.7.1', '452 4.5.3', '550 5.7.1', '550 5.7.5'].sort(),
  );
}, 300_000);

async function session(number: number, between: (low: number, high: number) => number): Promise<Said[]> {
  const way = number % 3;
  const name = `client${number % 5}.example`;
  const tlsOptions = number % 2 === 0 ? {} : ({ maxVersion: 'TLSv1.2' } as const);
  const client = await gateway.connect(way === 2 ? 'smtps' : 'smtp', tlsOptions);
  await client.open(name);
  if (way === 1) await client.startTls(name, tlsOptions);
  const said: Said[] = [];
  for (let i = 0; i < TRANSACTIONS_EACH; i += 1) {
    const sender = `s${number}-${i}@${SENDERS[between(0, SENDERS.length - 1)]}`;
    const named = Array.from({ length: between(1, 3) }, () => RECIPIENTS[between(0, RECIPIENTS.length - 1)] ?? '');
    const recipients = [...new Set(named)];
    const replies = await transaction(client, sender, recipients, {
      octets: between(1, 1500),
      headers: HEADERS[between(0, HEADERS.length - 1)] ?? '',
    });
    said.push({ sender, recipients, implicitTls: way === 2, replies });
  }
  await client.quit();
  return said;
}

async function transaction(
  client: SmtpClient,
  sender: string,
  recipients: readonly string[],
  { octets, headers }: { readonly octets: number; readonly headers: string },
): Promise<string[]> {
  const mail = await client.command(`MAIL FROM:<${sender}>${octets % 2 === 0 ? '' : ` SIZE=${octets}`}`);
  if (mail.code !== 250) return [mail.text];
  const replies = [mail.text];
  let accepted = 0;
  for (const recipient of recipients) {
    const reply = await client.command(`RCPT TO:<${recipient}>`);
    if (reply.code === 250) accepted += 1;
    replies.push(reply.text);
  }
  if (accepted === 0) {
    await client.expect('RSET', 250);
    return replies;
  }
  await client.expect('DATA', 354);
  client.sendRaw(
    `${headers}Subject: x\r\n\r\n${'x'
      .repeat(70)
      .concat('\r\n')
      .repeat(Math.ceil(octets / 72))}.\r\n`,
  );
  const { text } = await client.reply();
  return [...replies, text.replace(/: queued as .*/, '')];
}

async function recorded(count: number) {
  await waitFor('every transaction to be recorded', async () => {
    const { rows } = await gateway.sql.query<{ count: string }>('SELECT count(*) FROM mail_transaction WHERE reports_on IS NULL');
    return Number(rows[0]?.count) >= count;
  });
  const { rows } = await gateway.sql.query(
    `SELECT sender, facts, decision, (SELECT json_agg(json_build_object('address', r.address, 'decision', r.decision)) FROM mail_recipient r
       WHERE r.transaction_id = t.id) AS recipients FROM mail_transaction t WHERE reports_on IS NULL`,
  );
  return new Map(
    z
      .array(recordSchema)
      .parse(rows)
      .map((record) => [record.sender, record]),
  );
}

async function policyInForce(): Promise<CompiledPolicy> {
  const db = openDatabase(gateway.databaseUrl);
  try {
    return compilePolicy(await loadPolicy(db));
  } finally {
    await db.$disconnect();
  }
}

/** As it comes back from the database. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}
