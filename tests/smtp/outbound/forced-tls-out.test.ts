import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type CertificateAuthority,
  createCertificateAuthority,
  expired,
  type KeyAndCertificate,
  selfSignedCertificate,
} from '../../support/certificate-authority';
import { type DnsServer, startDnsServer } from '../../support/dns-server';
import { freePort } from '../../support/free-port';
import { type Gateway, startGateway } from '../../support/gateway';
import { type NextHop, type NextHopOptions, startNextHop } from '../../support/next-hop';
import { forcedTlsOut } from '../../support/rules';
import { waitFor } from '../../support/wait-for';
import { readWire } from '../../support/wire-tap';

// Rule 2 through the whole gateway: in by SMTP, out to a next hop that behaves well or badly.

const HOST = 'mx.partner.example';
const RECIPIENT = 'bob@partner.example';
const SENDER = 'alice@local.example';
const MESSAGE = [
  'From: Alice <alice@local.example>',
  'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=',
  'X-Folded: one',
  '\ttwo   three',
  '',
  'Body with trailing spaces   ',
  '.a leading dot',
  '..two leading dots',
  `a long line ${'x'.repeat(980)}`,
  '',
  'the end',
  '',
].join('\r\n');

let authority: CertificateAuthority;
let dns: DnsServer;
let gateway: Gateway;
const peers: NextHop[] = [];

beforeAll(async () => {
  authority = await createCertificateAuthority();
  dns = await startDnsServer({
    [HOST]: { a: ['127.0.0.1'] },
    'partner.example': { mx: [{ exchange: 'elsewhere.example', priority: 10 }] },
  });
  gateway = await startGateway({ routing: { relayNetworks: ['127.0.0.0/8'] } }, { dns, authority });
});

afterAll(async () => {
  await gateway?.stop();
  await dns?.stop();
});

afterEach(async () => {
  await gateway.emptyQueue();
  await Promise.all(peers.splice(0).map((peer) => peer.stop()));
});

async function nextHop(options: NextHopOptions): Promise<NextHop> {
  const peer = await startNextHop(options);
  peers.push(peer);
  return peer;
}

async function sendOne(): Promise<void> {
  const client = await gateway.connect('smtp');
  await client.open();
  expect((await client.sendMessage({ from: SENDER, to: [RECIPIENT], data: MESSAGE })).code).toBe(250);
  await client.quit();
}

/** The message as the next hop got it, without the first header, which must be our Received header. */
function withoutReceived(data: Buffer): { received: string; rest: string } {
  const text = data.toString('latin1');
  const received = /^Received:[^\r\n]*\r\n(?:[ \t][^\r\n]*\r\n)*/.exec(text)?.[0] ?? '';
  return { received, rest: text.slice(received.length) };
}

describe('Relay -> SSL Encryption towards a next hop that speaks TLS from the first byte', () => {
  it('delivers, byte-identical but for the added Received header, and nothing but TLS is on the wire', async () => {
    const peer = await nextHop({ opening: 'implicit', certificate: await authority.issue([HOST]) });
    await gateway.setRules([forcedTlsOut({ domain: 'partner.example', host: HOST, port: peer.port })]);
    await sendOne();

    const message = await waitFor('the message', () => peer.messages[0]);
    expect(message).toMatchObject({ sender: SENDER, recipients: [{ address: RECIPIENT }], encrypted: true });
    const { received, rest } = withoutReceived(message.data);
    expect(received).toMatch(/^Received: from client\.example/);
    expect(rest).toBe(MESSAGE);
    expect(peer.handshakes).toMatchObject([{ version: 'TLSv1.3', servername: HOST }]);
    expectOnlyTls(peer);

    await gateway.waitForState(RECIPIENT, 'delivered');
    const [attempt] = await gateway.attempts(RECIPIENT);
    expect(attempt).toMatchObject({
      outcome: 'delivered',
      nextHop: `${HOST}:${peer.port}`,
      demanded: { startsWith: 'implicit', check: { kind: 'trusted-and-host-name' } },
      achieved: { level: 'name-verified', version: 'TLSv1.3' },
    });
  });

  it('speaks TLS 1.2 with who has no more', async () => {
    const peer = await nextHop({ opening: 'implicit', certificate: await authority.issue([HOST]), tlsVersion: 'TLSv1.2' });
    await gateway.setRules([forcedTlsOut({ domain: 'partner.example', host: HOST, port: peer.port })]);
    await sendOne();
    await waitFor('the message', () => peer.messages[0]);
    expect(peer.handshakes).toMatchObject([{ version: 'TLSv1.2' }]);
    expectOnlyTls(peer);
  });
});

describe('Relay -> SSL Encryption towards a next hop that does not do what the rule demands', () => {
  const good = (): Promise<KeyAndCertificate> => authority.issue([HOST]);

  it.each<{ name: string; options: () => Promise<NextHopOptions>; reason: string }>([
    { name: 'speaks plaintext', options: async () => ({ opening: 'plaintext' }), reason: 'peer-speaks-plaintext' },
    {
      name: 'offers STARTTLS on that port',
      options: async () => ({ opening: 'starttls', certificate: await good() }),
      reason: 'peer-speaks-plaintext',
    },
    {
      name: 'has an expired certificate',
      options: async () => ({ opening: 'implicit', certificate: await authority.issue([HOST], expired()) }),
      reason: 'certificate-expired',
    },
    {
      name: 'has a self-signed certificate',
      options: async () => ({ opening: 'implicit', certificate: await selfSignedCertificate([HOST]) }),
      reason: 'certificate-not-trusted',
    },
    {
      name: 'has a certificate for another name',
      options: async () => ({ opening: 'implicit', certificate: await authority.issue(['mx.other.example']) }),
      reason: 'certificate-name-mismatch',
    },
    { name: 'closes in the handshake', options: async () => ({ opening: 'closes-in-handshake' }), reason: 'tls-handshake-failed' },
    {
      name: 'speaks TLS 1.1 only',
      options: async () => ({ opening: 'implicit', certificate: await good(), tlsVersion: 'TLSv1.1' }),
      reason: 'tls-handshake-failed',
    },
  ])('$name: the message waits with the reason in words, and not a byte of it was sent in clear', async ({ options, reason }) => {
    const peer = await nextHop(await options());
    await gateway.setRules([forcedTlsOut({ domain: 'partner.example', host: HOST, port: peer.port })]);
    await sendOne();

    await gateway.waitForState(RECIPIENT, 'deferred');
    const [attempt] = await gateway.attempts(RECIPIENT);
    expect(attempt).toMatchObject({ outcome: 'deferred', reason });
    expect(attempt?.detail).toMatch(/\w+ \w+ \w+/);
    expect(peer.messages).toEqual([]);
    expectOnlyTls(peer);

    // The corrected rule and "retry now" deliver what already waits.
    const corrected = await nextHop({ opening: 'implicit', certificate: await good() });
    await gateway.setRules([forcedTlsOut({ domain: 'partner.example', host: HOST, port: corrected.port })]);
    await gateway.retryNow(RECIPIENT);
    const message = await waitFor('the message at the corrected next hop', () => corrected.messages[0]);
    expect(withoutReceived(message.data).rest).toBe(MESSAGE);
    await gateway.waitForState(RECIPIENT, 'delivered');
    expect(peer.messages).toEqual([]);
    expectOnlyTls(peer);
    expectOnlyTls(corrected);
  });

  it('is not there: the message waits, however often it is tried', async () => {
    await gateway.setRules([forcedTlsOut({ domain: 'partner.example', host: HOST, port: await freePort() })]);
    await sendOne();
    await gateway.waitForState(RECIPIENT, 'deferred');
    expect(await gateway.attempts(RECIPIENT)).toMatchObject([{ outcome: 'deferred', reason: 'connect-failed' }]);
    await gateway.retryNow(RECIPIENT);
    await waitFor('a second attempt', async () => (await gateway.attempts(RECIPIENT)).length === 2);
    expect(await gateway.attempts(RECIPIENT)).toMatchObject([{ reason: 'connect-failed' }, { reason: 'connect-failed' }]);
  });
});

/** Every byte that we sent to the peer, over all connections, belongs to a TLS record. */
function expectOnlyTls(peer: NextHop): void {
  expect(peer.connections.length).toBeGreaterThan(0);
  for (const connection of peer.connections) {
    const bytes = connection.fromClient();
    expect(readWire(bytes)).toMatchObject({ clear: '', strayBytes: 0 });
    expect(bytes.toString('latin1')).not.toMatch(/EHLO|MAIL FROM|partner\.example>|local\.example>/i);
  }
}
