import { X509Certificate } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type CertificateAuthority, createCertificateAuthority, expired, selfSignedCertificate } from '../../support/certificate-authority';
import { type DnsServer, startDnsServer } from '../../support/dns-server';
import { freePort } from '../../support/free-port';
import { type NextHop, type NextHopOptions, startNextHop } from '../../support/next-hop';
import { forcedTlsOut } from '../../support/rules';
import { readWire } from '../../support/wire-tap';
import { type Outgoing, startOutgoing } from './outgoing';

// A demanded protection is a floor: whatever the next hop does, no byte of the envelope leaves with less.

const HOST = 'mx.partner.example';
const RECIPIENT = 'bob@partner.example';
const MESSAGE = Buffer.from('Received: by us\r\nSubject: x\r\n\r\n.dot\r\n..two dots\r\ntrailing   \r\n\tlast\r\n');

let authority: CertificateAuthority;
let dns: DnsServer;
let outgoing: Outgoing;
const peers: NextHop[] = [];

beforeAll(async () => {
  authority = await createCertificateAuthority();
  dns = await startDnsServer({ [HOST]: { a: ['127.0.0.1'] }, 'second.partner.example': { a: ['127.0.0.1'] } });
  outgoing = await startOutgoing({ dnsServers: [dns.address], extraCa: authority.certificate });
});

afterAll(async () => {
  await outgoing?.stop();
  await dns?.stop();
});

afterEach(async () => {
  await outgoing.act('delete', RECIPIENT);
  await Promise.all(peers.splice(0).map((peer) => peer.stop()));
});

async function nextHop(options: NextHopOptions): Promise<NextHop> {
  const peer = await startNextHop(options);
  peers.push(peer);
  return peer;
}

async function goodHop(): Promise<NextHop> {
  return nextHop({ opening: 'implicit', certificate: await authority.issue([HOST]) });
}

function demandImplicit(port: number): void {
  outgoing.setPolicy({ rules: [forcedTlsOut({ domain: 'partner.example', host: HOST, port })] });
}

function demandStartTls(port: number): void {
  outgoing.setPolicy({
    rules: [
      {
        name: 'STARTTLS',
        conditions: [],
        actions: [
          ['relay.host', { to: 'hosts', hosts: [{ host: HOST, port }] }],
          ['relay.starttls', { use: 'required' }],
        ],
      },
    ],
  });
}

/** What went over the wire to the peer before TLS, over all connections. */
function inClear(peer: NextHop): string {
  return peer.connections.map((connection) => readWire(connection.fromClient()).clear).join('');
}

describe('Implicit TLS', () => {
  it('delivers byte by byte what was stored, and records what was demanded and achieved', async () => {
    const peer = await goodHop();
    demandImplicit(peer.port);
    await outgoing.accept({ to: [RECIPIENT], body: MESSAGE });
    await outgoing.records.waitForState(RECIPIENT, 'delivered');
    expect(peer.messages[0]?.data.equals(MESSAGE)).toBe(true);
    expect(peer.messages[0]).toMatchObject({ sender: 'alice@local.example', recipients: [{ address: RECIPIENT }], encrypted: true });
    expect(inClear(peer)).toBe('');
    expect(await outgoing.records.attempts(RECIPIENT)).toMatchObject([
      {
        outcome: 'delivered',
        nextHop: `${HOST}:${peer.port}`,
        demanded: { startsWith: 'implicit', check: { kind: 'trusted-and-host-name' } },
        achieved: { level: 'name-verified', version: 'TLSv1.3', certificate: { names: [HOST] } },
      },
    ]);
  });

  it.each<{ name: string; options: () => Promise<NextHopOptions>; reason: string; words: RegExp }>([
    { name: 'plaintext', options: async () => ({ opening: 'plaintext' }), reason: 'peer-speaks-plaintext', words: /plaintext/ },
    {
      name: 'STARTTLS only',
      options: async () => ({ opening: 'starttls', certificate: await authority.issue([HOST]) }),
      reason: 'peer-speaks-plaintext',
      words: /wrong version number/,
    },
    {
      name: 'an expired certificate',
      options: async () => ({ opening: 'implicit', certificate: await authority.issue([HOST], expired()) }),
      reason: 'certificate-expired',
      words: /expired on \d{4}-\d\d-\d\d/,
    },
    {
      name: 'a self-signed certificate',
      options: async () => ({ opening: 'implicit', certificate: await selfSignedCertificate([HOST]) }),
      reason: 'certificate-not-trusted',
      words: /self-signed/,
    },
    {
      name: 'a certificate of another CA',
      options: async () => ({ opening: 'implicit', certificate: await (await createCertificateAuthority()).issue([HOST]) }),
      reason: 'certificate-not-trusted',
      words: /no trusted CA|signature/,
    },
    {
      name: 'a certificate for another name',
      options: async () => ({ opening: 'implicit', certificate: await authority.issue(['mx.other.example']) }),
      reason: 'certificate-name-mismatch',
      words: /is for mx\.other\.example and not for mx\.partner\.example/,
    },
    {
      name: 'the end of the connection in the handshake',
      options: async () => ({ opening: 'closes-in-handshake' }),
      reason: 'tls-handshake-failed',
      words: /closed the connection/,
    },
    {
      name: 'the end of the connection at once',
      options: async () => ({ opening: 'closes-at-once' }),
      reason: 'tls-handshake-failed',
      words: /closed/,
    },
    { name: 'silence', options: async () => ({ opening: 'silent' }), reason: 'timeout', words: /in time/ },
    {
      name: 'TLS 1.1',
      options: async () => ({ opening: 'implicit', certificate: await authority.issue([HOST]), tlsVersion: 'TLSv1.1' }),
      reason: 'tls-handshake-failed',
      words: /TLS/,
    },
  ])('meets $name: the mail waits, nothing was sent in clear, and a corrected rule delivers it', async ({ options, reason, words }) => {
    const peer = await nextHop(await options());
    demandImplicit(peer.port);
    await outgoing.accept({ to: [RECIPIENT], body: MESSAGE });
    await outgoing.records.waitForState(RECIPIENT, 'deferred');
    const [attempt] = await outgoing.records.attempts(RECIPIENT);
    expect(attempt).toMatchObject({ outcome: 'deferred', reason });
    expect(attempt?.detail).toMatch(words);
    expect(peer.messages).toEqual([]);
    expect(inClear(peer)).toBe('');

    const corrected = await goodHop();
    demandImplicit(corrected.port);
    expect(await outgoing.act('retry', RECIPIENT)).toBe(1);
    await outgoing.records.waitForState(RECIPIENT, 'delivered');
    expect(corrected.messages[0]?.data.equals(MESSAGE)).toBe(true);
    expect(peer.messages).toEqual([]);
  });

  it('tries the next configured host, under the same demand', async () => {
    const good = await nextHop({ opening: 'implicit', certificate: await authority.issue(['second.partner.example']) });
    const bad = await nextHop({ opening: 'plaintext' });
    outgoing.setPolicy({
      rules: [
        {
          name: 'two hosts',
          conditions: [],
          actions: [
            [
              'relay.host',
              {
                to: 'hosts',
                hosts: [
                  { host: HOST, port: bad.port },
                  { host: 'second.partner.example', port: good.port },
                ],
              },
            ],
            ['relay.ssl-encryption', { ssl: true }],
          ],
        },
      ],
    });
    await outgoing.accept({ to: [RECIPIENT] });
    await outgoing.records.waitForState(RECIPIENT, 'delivered');
    expect(inClear(bad)).toBe('');
    expect(good.messages).toHaveLength(1);
  });

  it('verifies an address by its IP entry', async () => {
    const peer = await nextHop({ opening: 'implicit', certificate: await authority.issue(['127.0.0.1']) });
    outgoing.setPolicy({ rules: [forcedTlsOut({ domain: 'partner.example', host: '127.0.0.1', port: peer.port })] });
    await outgoing.accept({ to: [RECIPIENT] });
    await outgoing.records.waitForState(RECIPIENT, 'delivered');
    expect(await outgoing.records.attempts(RECIPIENT)).toMatchObject([{ achieved: { level: 'name-verified' } }]);
  });

  it('accepts exactly the pinned certificate, whoever issued it', async () => {
    const pinned = await selfSignedCertificate(['whatever.example']);
    const peer = await nextHop({ opening: 'implicit', certificate: pinned });
    const pin = async (sha256: string): Promise<void> => {
      outgoing.setPolicy({
        rules: [
          {
            name: 'pin',
            conditions: [],
            actions: [
              ['relay.host', { to: 'hosts', hosts: [{ host: HOST, port: peer.port }] }],
              ['relay.ssl-encryption', { ssl: true }],
              ['relay.certificate-check', { kind: 'fingerprint', sha256 }],
            ],
          },
        ],
      });
    };
    await pin('0'.repeat(64));
    await outgoing.accept({ to: [RECIPIENT] });
    await outgoing.records.waitForState(RECIPIENT, 'deferred');
    expect(await outgoing.records.attempts(RECIPIENT)).toMatchObject([{ reason: 'certificate-fingerprint-mismatch' }]);
    await pin(new X509Certificate(pinned.certificate).fingerprint256.replaceAll(':', '').toLowerCase());
    await outgoing.act('retry', RECIPIENT);
    await outgoing.records.waitForState(RECIPIENT, 'delivered');
    expect(await outgoing.records.attempts(RECIPIENT)).toMatchObject([{}, { achieved: { level: 'pinned' } }]);
  });

  it('is not there: the mail waits', async () => {
    demandImplicit(await freePort());
    await outgoing.accept({ to: [RECIPIENT] });
    await outgoing.records.waitForState(RECIPIENT, 'deferred');
    expect(await outgoing.records.attempts(RECIPIENT)).toMatchObject([{ reason: 'connect-failed' }]);
  });
});

describe('Required STARTTLS', () => {
  it('delivers after the upgrade; in clear there is EHLO alone', async () => {
    const peer = await nextHop({ opening: 'starttls', certificate: await authority.issue([HOST]) });
    demandStartTls(peer.port);
    await outgoing.accept({ to: [RECIPIENT], body: MESSAGE });
    await outgoing.records.waitForState(RECIPIENT, 'delivered');
    expect(peer.messages).toMatchObject([{ encrypted: true }]);
    expect(inClear(peer)).toBe('EHLO mx.siegel.example\r\nSTARTTLS\r\n');
  });

  it.each<{ name: string; options: () => Promise<NextHopOptions>; reason: string }>([
    { name: 'does not offer it', options: async () => ({ opening: 'plaintext' }), reason: 'starttls-not-offered' },
    { name: 'knows no EHLO', options: async () => ({ opening: 'plaintext', extensions: null }), reason: 'starttls-not-offered' },
    {
      name: 'refuses it for now',
      options: async () => ({
        opening: 'starttls',
        certificate: await authority.issue([HOST]),
        answers: ({ stage }) => (stage === 'starttls' ? '454 4.7.0 TLS not available' : undefined),
      }),
      reason: 'starttls-not-offered',
    },
    {
      name: 'has a self-signed certificate',
      options: async () => ({ opening: 'starttls', certificate: await selfSignedCertificate([HOST]) }),
      reason: 'certificate-not-trusted',
    },
    {
      name: 'says STARTTLS and means plaintext',
      options: async () => ({
        opening: 'plaintext',
        answers: ({ stage, line }) => (stage === 'other' || line === 'STARTTLS' ? '220 2.0.0 Go ahead' : undefined),
      }),
      reason: 'timeout',
    },
  ])('from a next hop that $name: the mail waits and its envelope was never in clear', async ({ options, reason }) => {
    const peer = await nextHop(await options());
    demandStartTls(peer.port);
    await outgoing.accept({ to: [RECIPIENT], body: MESSAGE });
    await outgoing.records.waitForState(RECIPIENT, 'deferred');
    expect((await outgoing.records.attempts(RECIPIENT)).map((attempt) => attempt.reason)).toEqual([reason]);
    expect(peer.messages).toEqual([]);
    expect(inClear(peer)).not.toMatch(/MAIL|RCPT|DATA|partner\.example|local\.example/i);
  });

  it('drops what an attacker puts behind the 220 in clear (RFC 3207 6)', async () => {
    const peer = await nextHop({
      opening: 'starttls',
      certificate: await authority.issue([HOST]),
      answers: ({ stage, encrypted }) => {
        if (stage === 'starttls') return '220 2.0.0 Go ahead\r\n250-injected\r\n250 SIZE 1';
        return stage === 'ehlo' && encrypted ? '250-next-hop.example\r\n250 SIZE 1000000' : undefined;
      },
    });
    demandStartTls(peer.port);
    await outgoing.accept({ to: [RECIPIENT], body: MESSAGE });
    await outgoing.records.waitForState(RECIPIENT, 'delivered');
    expect(peer.messages).toHaveLength(1);
  });
});

describe('Two demands', () => {
  it('go in separate deliveries, and a strict one never rides on a connection of a weaker one', async () => {
    const peer = await nextHop({ opening: 'starttls', certificate: await selfSignedCertificate([HOST]) });
    const host = ['relay.host', { to: 'hosts', hosts: [{ host: HOST, port: peer.port }] }] as const;
    outgoing.setPolicy({
      rules: [
        {
          name: 'strict for bob',
          conditions: [['recipient.address', { operator: 'is', addresses: [RECIPIENT] }]],
          actions: [host, ['relay.starttls', { use: 'required' }]],
        },
        { name: 'others', conditions: [], actions: [host] },
      ],
    });
    await outgoing.accept({ to: ['carol@partner.example'] });
    await outgoing.records.waitForState('carol@partner.example', 'delivered');
    await outgoing.accept({ to: ['dave@partner.example', RECIPIENT, 'erin@partner.example'] });
    await outgoing.records.waitForState('dave@partner.example', 'delivered');
    await outgoing.records.waitForState('erin@partner.example', 'delivered');
    await outgoing.records.waitForState(RECIPIENT, 'deferred');
    expect(peer.messages.map(({ recipients }) => recipients.map(({ address }) => address))).toEqual([
      ['carol@partner.example'],
      ['dave@partner.example', 'erin@partner.example'],
    ]);
    expect(await outgoing.records.attempts('dave@partner.example')).toMatchObject([
      { demanded: { startsWith: 'opportunistic' }, achieved: { level: 'encrypted' } },
    ]);
  });
});
