import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../support/gateway';
import { forcedTlsIn } from '../support/rules';
import type { SmtpClient } from '../support/smtp-client';
import { waitFor } from '../support/wait-for';

// Rule 1 as an administrator switches it: in force within two seconds, without a session being dropped.

const RULE = forcedTlsIn({ domain: 'mydomain.tld' });
const SENDER = 'someone@mydomain.tld';

let gateway: Gateway;
let client: SmtpClient;

beforeAll(async () => {
  gateway = await startGateway({
    rules: [RULE],
    localDomains: [
      {
        domain: 'local.example',
        // Nobody listens there: what is accepted waits.
        deliverTo: { hosts: [{ host: '127.0.0.1', port: 1 }], encryption: 'opportunistic', certificateCheck: null },
      },
    ],
  });
  client = await gateway.connect('smtp');
  await client.open();
});

afterAll(async () => {
  client?.destroy();
  await gateway?.stop();
});

/** Milliseconds from the beginning of the saving until the worker says that it enforces the new mode. */
async function switchTo(mode: 'enforce' | 'monitor' | 'disabled'): Promise<number> {
  const began = performance.now();
  await gateway.setRuleMode(RULE.name, mode);
  return performance.now() - began;
}

it('disabled, monitored and enforced again take effect in an open session within two seconds', async () => {
  await client.expect(`MAIL FROM:<${SENDER}>`, 550);
  for (const [mode, code] of [
    ['disabled', 250],
    ['enforce', 550],
    ['monitor', 250],
    ['enforce', 550],
  ] as const) {
    expect(await switchTo(mode), mode).toBeLessThan(2000);
    await client.expect(`MAIL FROM:<${SENDER}>`, code);
    await client.expect('RSET', 250);
  }
});

it('a transaction that has begun keeps the rules that it began with', async () => {
  await switchTo('disabled');
  await client.expect(`MAIL FROM:<${SENDER}>`, 250);
  await switchTo('enforce');
  await client.expect('RCPT TO:<begun@local.example>', 250);
  await client.expect('DATA', 354);
  expect((await client.command('Subject: begun\r\n\r\n.')).code).toBe(250);
  await client.expect(`MAIL FROM:<${SENDER}>`, 550);
});

it('a monitored rule lets the message through, and the trace says what it would have done', async () => {
  await switchTo('monitor');
  await client.sendMessage({ from: SENDER, to: ['monitored@local.example'], data: 'Subject: monitored\r\n\r\n' });
  const trace = await waitFor('the record', () => traceOf('monitored@local.example'));
  expect(trace).toMatchObject([{ name: RULE.name, mode: 'monitor', outcome: 'true', effects: { verdict: { outcome: 'reject' } } }]);
});

it('an enforced rule leaves a record of what it refused, with its trace', async () => {
  await switchTo('enforce');
  await client.expect(`MAIL FROM:<${SENDER}>`, 550);
  const { rows } = await waitFor('the record', async () => {
    const found = await gateway.sql.query(
      `SELECT stage, reply, tls_version, decision->'trace' AS trace FROM mail_transaction WHERE NOT accepted ORDER BY received_at DESC LIMIT 1`,
    );
    return found.rows.length > 0 && found;
  });
  expect(rows).toMatchObject([
    {
      stage: 'mail',
      reply: expect.stringMatching(/^550 5\.7\.10 Encryption needed/),
      tls_version: null,
      trace: [{ name: RULE.name, mode: 'enforce', outcome: 'true', effects: { verdict: { outcome: 'reject' } } }],
    },
  ]);
});

async function traceOf(recipient: string): Promise<unknown> {
  const { rows } = await gateway.sql.query<{ trace: unknown }>(`SELECT decision->'trace' AS trace FROM mail_recipient WHERE address = $1`, [
    recipient,
  ]);
  return rows[0]?.trace;
}
