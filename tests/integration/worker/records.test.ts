import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { type Gateway, startGateway } from '../../support/gateway';
import { forcedTlsIn } from '../../support/rules';
import { waitFor } from '../../support/wait-for';

// What a refused or accepted transaction leaves behind.

const HELD_BACK = {
  name: 'postmaster always',
  conditions: [['recipient.address', { operator: 'is', addresses: ['postmaster@local.example'] }]],
  actions: [['smtp.action', { outcome: 'accept' }]],
} as const;
const RULE = forcedTlsIn({ domain: 'mydomain.tld' });

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({
    rules: [RULE, forcedTlsIn({ domain: 'watched.tld', mode: 'monitor' })],
    localDomains: [
      {
        domain: 'local.example',
        deliverTo: { hosts: [{ host: '127.0.0.1', port: 1 }], encryption: 'opportunistic', certificateCheck: null },
      },
    ],
  });
});
afterAll(() => gateway?.stop());

const transactionSchema = z.object({
  id: z.string(),
  accepted: z.boolean(),
  stage: z.string(),
  reply: z.string(),
  listener: z.string(),
  clientIp: z.string(),
  ehloName: z.string(),
  tlsVersion: z.string().nullable(),
  tlsCipher: z.string().nullable(),
  size: z.number().nullable(),
  subject: z.string().nullable(),
  facts: z.record(z.string(), z.json()),
  decision: z.looseObject({ trace: z.array(z.looseObject({ name: z.string(), mode: z.string(), outcome: z.string() })) }).nullable(),
  recipients: z
    .array(z.object({ address: z.string(), state: z.string(), reply: z.string(), decidedByRule: z.string().nullable(), rules: z.json() }))
    .nullable(),
});

/** The one record of this envelope sender. */
async function recordOf(sender: string) {
  const rows = await waitFor(`the record of ${sender}`, async () => {
    const found = await gateway.sql.query(
      `SELECT id, accepted, stage, reply, listener, client_ip AS "clientIp", ehlo_name AS "ehloName", tls_version AS "tlsVersion",
         tls_cipher AS "tlsCipher", size, subject, facts, decision,
         (SELECT json_agg(json_build_object('address', r.address, 'state', r.state, 'reply', r.reply, 'decidedByRule', r.decided_by_rule,
            'rules', r.decision->'trace') ORDER BY r.id) FROM mail_recipient r WHERE r.transaction_id = t.id) AS recipients
       FROM mail_transaction t WHERE sender = $1`,
      [sender],
    );
    return found.rows.length === 0 ? null : found.rows;
  });
  expect(rows).toHaveLength(1);
  return transactionSchema.parse(rows[0]);
}

it('a sender refused for lack of TLS, with the rule and what it saw', async () => {
  const client = await gateway.connect('smtp');
  await client.open();
  await client.expect('MAIL FROM:<refused@mydomain.tld> SIZE=100', 550);
  await client.quit();
  const record = await recordOf('refused@mydomain.tld');
  expect(record).toMatchObject({ accepted: false, stage: 'mail', listener: 'smtp', clientIp: '127.0.0.1', ehloName: 'client.example' });
  expect(record).toMatchObject({ tlsVersion: null, recipients: null, size: null });
  expect(record.reply).toMatch(/^550 5\.7\.10 Encryption needed/);
  expect(record.facts).toMatchObject({ 'connection.encrypted': false, 'envelope.senderDomain': 'mydomain.tld' });
  expect(record.decision?.trace).toMatchObject([{ name: RULE.name, mode: 'enforce', outcome: 'true' }]);
});

it('an accepted message, with TLS and size, and its refused recipient in the same record', async () => {
  const client = await gateway.connect('smtp');
  await client.open();
  await client.startTls();
  await client.expect('MAIL FROM:<tls@mydomain.tld>', 250);
  await client.expect('RCPT TO:<one@local.example>', 250);
  await client.expect('RCPT TO:<two@elsewhere.example>', 550);
  await client.expect('DATA', 354);
  client.sendRaw('Subject: recorded\r\n\r\nx\r\n.\r\n');
  const reply = await client.reply();
  await client.quit();
  const record = await recordOf('tls@mydomain.tld');
  expect(reply.text).toBe(`250 2.0.0 Ok: queued as ${record.id}`);
  expect(record).toMatchObject({ accepted: true, stage: 'data', reply: reply.text, tlsVersion: 'TLSv1.3', size: 24, subject: 'recorded' });
  expect(record.tlsCipher).toMatch(/^TLS_/);
  expect(record.facts).toMatchObject({ 'connection.encrypted': true, 'message.size': 24 });
  expect(record.recipients).toMatchObject([
    { address: 'two@elsewhere.example', state: 'refused', reply: '550 5.7.1 Relaying denied', decidedByRule: null },
    { address: 'one@local.example', reply: reply.text },
  ]);
});

it('a message refused after its end, for every recipient', async () => {
  const client = await gateway.connect('smtp');
  await client.open();
  const reply = await client.sendMessage({ from: 'bare@other.tld', to: ['a@local.example', 'b@local.example'], data: 'Subject: x\n\r\n' });
  expect(reply.text).toMatch(/^550 5\.6\.11 /);
  await client.quit();
  const record = await recordOf('bare@other.tld');
  expect(record).toMatchObject({ accepted: false, stage: 'data', reply: reply.text });
  expect(record.recipients?.map(({ address, state }) => [address, state])).toEqual([
    ['a@local.example', 'refused'],
    ['b@local.example', 'refused'],
  ]);
  expect(await gateway.storedMessage('a@local.example')).toBeNull();
});

it('a transaction that is given up, for what was refused in it', async () => {
  const client = await gateway.connect('smtp');
  await client.open();
  await client.expect('MAIL FROM:<gone@other.tld>', 250);
  await client.expect('RCPT TO:<kept@local.example>', 250);
  await client.expect('RCPT TO:<denied@elsewhere.example>', 550);
  client.destroy();
  const record = await recordOf('gone@other.tld');
  expect(record).toMatchObject({ accepted: false, stage: 'rcpt', reply: '550 5.7.1 Relaying denied' });
  expect(record.recipients?.map(({ address }) => address)).toEqual(['denied@elsewhere.example']);
});

it('what a monitored rule would have done, and its hit', async () => {
  const client = await gateway.connect('smtp');
  await client.open();
  const reply = await client.sendMessage({ from: 'a@watched.tld', to: ['a@local.example', 'b@local.example'], data: 'Subject: x\r\n\r\n' });
  expect(reply.code).toBe(250);
  await client.quit();
  const record = await recordOf('a@watched.tld');
  expect(record.recipients?.[0]?.rules).toMatchObject([
    { name: 'watched.tld force ssl in', mode: 'monitor', outcome: 'true', effects: { verdict: { outcome: 'reject' } } },
  ]);
  const hits = () =>
    gateway.sql
      .query<Record<string, unknown>>(
        `SELECT mode, sum(judged)::int AS judged, sum(matched)::int AS matched, sum(decided)::int AS decided
         FROM rule_hit GROUP BY mode ORDER BY mode`,
      )
      .then(({ rows }) => rows);
  // One for the refusal of the first test and one for the message that came with TLS; one for the message here, whatever its number of recipients.
  await expect.poll(hits, { timeout: 5000 }).toEqual([
    { mode: 'enforce', judged: 2, matched: 1, decided: 1 },
    { mode: 'monitor', judged: 1, matched: 1, decided: 1 },
  ]);
});

it('a refused connection', async () => {
  await gateway.setRules([
    {
      name: 'not from here',
      conditions: [['connection.remote-ip', { operator: 'is', networks: ['127.0.0.0/8'] }]],
      actions: [['smtp.action', { outcome: 'reject' }]],
    },
  ]);
  const client = await gateway.connect('smtp');
  const greeting = await client.reply();
  expect(greeting.text).toMatch(/^554 5\.7\.1 /);
  await client.closed();
  const record = await recordOf('');
  expect(record).toMatchObject({ accepted: false, stage: 'connect', reply: greeting.text, ehloName: '' });

  // With an exception for one recipient the refusal must wait until that is known.
  await gateway.setRules([
    { ...HELD_BACK, conditions: [...HELD_BACK.conditions], actions: [...HELD_BACK.actions] },
    {
      name: 'not from here',
      conditions: [['connection.remote-ip', { operator: 'is', networks: ['127.0.0.0/8'] }]],
      actions: [['smtp.action', { outcome: 'reject' }]],
    },
  ]);
  const other = await gateway.connect('smtp');
  await other.open();
  await other.expect('MAIL FROM:<a@b.example>', 250);
  await other.expect('RCPT TO:<x@local.example>', 550);
  await other.expect('RCPT TO:<postmaster@local.example>', 250);
  await other.quit();
});
