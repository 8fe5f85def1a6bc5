import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  type CertificateAuthority,
  createCertificateAuthority,
  expired,
  type KeyAndCertificate,
  selfSignedCertificate,
} from '../../support/certificate-authority';
import { type Gateway, startGateway } from '../../support/gateway';
import type { SmtpClient } from '../../support/smtp-client';
import { waitFor } from '../../support/wait-for';

// What a session knows of its client: judged at once, and recorded with the transaction.

let authority: CertificateAuthority;
let gateway: Gateway;
beforeAll(async () => {
  authority = await createCertificateAuthority();
  gateway = await startGateway(
    {
      localDomains: [
        {
          domain: 'local.example',
          deliverTo: { hosts: [{ host: '127.0.0.1', port: 1 }], encryption: 'opportunistic', certificateCheck: null },
        },
      ],
      users: [{ name: 'alice', password: 'right' }],
    },
    { authority },
  );
});
afterAll(() => gateway?.stop());

async function factsOf(sender: string): Promise<Readonly<Record<string, unknown>>> {
  const row = await waitFor(`the record of ${sender}`, async () => {
    const { rows } = await gateway.sql.query('SELECT facts FROM mail_transaction WHERE sender = $1', [sender]);
    return rows[0] ?? null;
  });
  return z.object({ facts: z.record(z.string(), z.unknown()) }).parse(row).facts;
}

const message = (from: string, to = ['a@local.example']) => ({ from, to, data: 'Subject: x\r\n\r\nx\r\n' });

/** Sends one message with this client certificate, and reads what was recorded of it. */
async function shown(name: string, certificate: KeyAndCertificate | null, way: 'starttls' | 'implicit', version?: 'TLSv1.2') {
  const sender = `${name}@facts.example`;
  const tlsOptions = {
    ...(certificate === null ? {} : { cert: certificate.certificate, key: certificate.key }),
    ...(version === undefined ? {} : { maxVersion: version }),
  };
  const client = await gateway.connect(way === 'implicit' ? 'smtps' : 'smtp', tlsOptions);
  await client.open();
  if (way === 'starttls') await client.startTls('client.example', tlsOptions);
  expect((await client.sendMessage(message(sender))).code).toBe(250);
  await client.quit();
  return factsOf(sender);
}

describe.each(['starttls', 'implicit'] as const)('over %s', (way) => {
  it('a certificate of a trusted authority is verified, with its names', async () => {
    const certificate = await authority.issue(['MX.Partner.Example', '192.0.2.1']);
    expect(await shown(`good-${way}`, certificate, way)).toMatchObject({
      'connection.encrypted': true,
      'connection.tlsVersion': 'TLSv1.3',
      'connection.clientCertificate': { verified: true, names: ['mx.partner.example'], sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it('one that nobody stands for, or that has expired, is seen but not verified', async () => {
    const selfMade = await selfSignedCertificate(['mx.partner.example']);
    const old = await authority.issue(['mx.partner.example'], expired());
    for (const [name, certificate] of [
      ['self', selfMade],
      ['old', old],
    ] as const) {
      expect(await shown(`${name}-${way}`, certificate, way)).toMatchObject({
        'connection.clientCertificate': { verified: false, names: ['mx.partner.example'] },
      });
    }
  });

  it('a client that shows none is as welcome', async () => {
    const facts = await shown(`none-${way}`, null, way, 'TLSv1.2');
    expect(facts).toMatchObject({ 'connection.tlsVersion': 'TLSv1.2', 'connection.clientCertificate': null });
    expect(facts['connection.tlsCipher']).toMatch(/^TLS_ECDHE_/);
  });
});

it('a session in clear has no version, cipher or certificate', async () => {
  const client = await gateway.connect('smtp');
  await client.open('Mail.Client.EXAMPLE');
  await client.expect('MAIL FROM:<clear@facts.example> SIZE=700', 250);
  await client.expect('RCPT TO:<a@local.example>', 250);
  await client.expect('RCPT TO:<b@local.example>', 250);
  await client.expect('DATA', 354);
  client.sendRaw('Subject: x\r\n\r\n.\r\n');
  expect((await client.reply()).code).toBe(250);
  await client.quit();
  expect(await factsOf('clear@facts.example')).toMatchObject({
    'connection.encrypted': false,
    'connection.tlsVersion': null,
    'connection.tlsCipher': null,
    'connection.clientCertificate': null,
    'connection.listener': 'smtp',
    'connection.localIp': '127.0.0.1',
    'connection.localPort': gateway.ports.smtp,
    'session.ehloName': 'mail.client.example',
    'session.esmtp': true,
    'session.messages': 0,
    'session.bytes': 0,
    'envelope.senderIsLocal': false,
    'envelope.senderIsUser': false,
    'message.declaredSize': 700,
    'recipient.count': 2,
    'message.size': 14,
  });
});

it('each message counts those accepted before it in the session, and their octets', async () => {
  const client = await gateway.connect('smtp');
  await client.reply();
  await client.expect('HELO client.example', 250);
  const send = async (data: string, sender: string) => (await client.sendMessage({ ...message(sender), data })).code;
  expect(await send('Subject: one\r\n\r\n', 'one@local.example')).toBe(250);
  // A message that is refused does not count.
  expect(await send('Subject: \rbare\r\n\r\n', 'two@local.example')).toBe(550);
  expect(await send('Subject: three\r\n\r\n', 'three@local.example')).toBe(250);
  await client.quit();
  expect(await factsOf('one@local.example')).toMatchObject({
    'session.messages': 0,
    'session.esmtp': false,
    'envelope.senderIsLocal': true,
  });
  expect(await factsOf('two@local.example')).toMatchObject({ 'session.messages': 1, 'session.bytes': 16 });
  expect(await factsOf('three@local.example')).toMatchObject({ 'session.messages': 1, 'session.bytes': 16 });
});

it.each([
  ['Alice@local.example', true],
  ['bob@local.example', false],
])('alice signs in and sends as %s: her own sender %s', async (sender, own) => {
  const client = await gateway.connect('submission');
  await client.open();
  await client.startTls();
  expect((await client.authPlain('alice', 'right')).code).toBe(235);
  expect((await client.sendMessage(message(sender))).code).toBe(250);
  await client.quit();
  expect(await factsOf(sender)).toMatchObject({
    'connection.listener': 'submission',
    'session.authenticatedUser': 'alice',
    'envelope.senderIsUser': own,
  });
});

it('a rule can demand the certificate of a partner', async () => {
  await gateway.setRules([
    {
      name: 'partner by certificate',
      conditions: [
        ['delivery.sender-domain', { operator: 'is', domains: ['partner.example'] }],
        ['connection.client-certificate', { test: 'name', names: ['mx.partner.example'] }],
      ],
      actions: [['smtp.action', { outcome: 'accept' }]],
    },
    {
      name: 'nobody else as partner',
      conditions: [['delivery.sender-domain', { operator: 'is', domains: ['partner.example'] }]],
      actions: [['smtp.action', { outcome: 'reject' }]],
    },
  ]);
  const { certificate: cert, key } = await authority.issue(['mx.partner.example']);
  const stranger = await selfSignedCertificate(['mx.partner.example']);
  const answer = async (prepare: (client: SmtpClient) => Promise<unknown>) => {
    const client = await gateway.connect('smtp');
    await client.open();
    await prepare(client);
    const { code } = await client.command('MAIL FROM:<x@partner.example>');
    await client.quit();
    return code;
  };
  expect(await answer((client) => client.startTls('mx.partner.example', { cert, key }))).toBe(250);
  expect(await answer((client) => client.startTls('mx.partner.example', { cert: stranger.certificate, key: stranger.key }))).toBe(550);
  expect(await answer((client) => client.startTls('mx.partner.example'))).toBe(550);
  expect(await answer(async () => undefined)).toBe(550);
});
