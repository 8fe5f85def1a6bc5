import net from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TlsProfileName } from '@/lib/mail/tls-profile';
import { type CertificateAuthority, createCertificateAuthority } from '../../support/certificate-authority';
import { type DnsServer, startDnsServer } from '../../support/dns-server';
import { type NextHop, type NextHopOptions, startNextHop } from '../../support/next-hop';
import { readWire } from '../../support/wire-tap';
import { type Outgoing, startOutgoing } from './outgoing';

// A TLS profile is part of the demand: what a next hop achieves below it is recorded, and nothing is sent.

const HOST = 'mx.partner.example';
const RECIPIENT = 'bob@partner.example';

type Tls = Pick<NextHopOptions, 'tlsVersion' | 'ciphers' | 'groups'>;
const CBC: Tls = { tlsVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES256-SHA384', groups: 'P-256' };
const X25519: Tls = { groups: 'X25519' };
const CHACHA: Tls = { ciphers: 'TLS_CHACHA20_POLY1305_SHA256', tlsVersion: 'TLSv1.3' };
const P384: Tls = { groups: 'P-384' };
const BRAINPOOL: Tls = { tlsVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256', groups: 'brainpoolP256r1' };
const WEAK_GROUP: Tls = { tlsVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256@SECLEVEL=0', groups: 'secp224r1' };

let authority: CertificateAuthority;
let dns: DnsServer;
let outgoing: Outgoing;
const peers: NextHop[] = [];

beforeAll(async () => {
  authority = await createCertificateAuthority();
  dns = await startDnsServer({ [HOST]: { a: ['127.0.0.1'] } });
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

/** A next hop with this TLS, and a rule that demands the profile of it. */
async function demandOf(opening: 'implicit' | 'starttls', peerTls: Tls, profile: TlsProfileName): Promise<NextHop> {
  const peer = await startNextHop({ opening, certificate: await authority.issue([HOST]), ...peerTls });
  peers.push(peer);
  demandAt(peer.port, opening, profile);
  return peer;
}

function demandAt(port: number, opening: 'implicit' | 'starttls', profile: TlsProfileName): void {
  outgoing.setPolicy({
    rules: [
      {
        name: 'profile',
        conditions: [],
        actions: [
          ['relay.host', { to: 'hosts', hosts: [{ host: HOST, port }] }],
          opening === 'implicit' ? ['relay.ssl-encryption', { ssl: true }] : ['relay.starttls', { use: 'required' }],
          ['relay.tls-profile', { profile }],
        ],
      },
    ],
  });
}

describe.each(['implicit', 'starttls'] as const)('A TLS profile with %s TLS', (opening) => {
  it.each<[string, Tls, TlsProfileName, object]>([
    ['what it wants to a next hop that does it', {}, 'rfc-9325', { version: 'TLSv1.3' }],
    ['P-384', P384, 'bsi-tr-02102-2', { group: 'secp384r1', cipher: 'TLS_AES_256_GCM_SHA384' }],
    ['Brainpool in TLS 1.2', BRAINPOOL, 'bsi-tr-02102-2', { group: 'brainpoolP256r1', version: 'TLSv1.2' }],
    ['X25519', X25519, 'rfc-9325', { group: 'x25519' }],
    ['ChaCha20', CHACHA, 'rfc-9325', { cipher: 'TLS_CHACHA20_POLY1305_SHA256' }],
    ['CBC', CBC, 'compatible', { cipher: 'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384' }],
    ['the group of BSI where the next hop would rather have another', {}, 'bsi-tr-02102-2', { group: 'secp256r1' }],
  ])('sends %s', async (_, peerTls, profile, achieved) => {
    await demandOf(opening, peerTls, profile);
    await outgoing.accept({ to: [RECIPIENT] });
    await outgoing.records.waitForState(RECIPIENT, 'delivered');
    expect(await outgoing.records.attempts(RECIPIENT)).toMatchObject([
      { demanded: { profile }, achieved: { level: 'name-verified', certificate: { key: { kind: 'EC', bits: 256 } }, ...achieved } },
    ]);
  });

  it.each<[string, Tls, TlsProfileName, string, RegExp, object | null]>([
    ['CBC', CBC, 'rfc-9325', 'tls-below-profile', /its cipher suite is TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384/, { version: 'TLSv1.2' }],
    ['X25519', X25519, 'bsi-tr-02102-2', 'tls-below-profile', /BSI TR-02102-2: its group .* is x25519/, { group: 'x25519' }],
    ['ChaCha20', CHACHA, 'bsi-tr-02102-2', 'tls-below-profile', /TLS_CHACHA20_POLY1305_SHA256/, { version: 'TLSv1.3' }],
    ['a weak group', WEAK_GROUP, 'rfc-9325', 'tls-handshake-failed', /none of the cipher suites and groups/, null],
    ['TLS 1.1', { tlsVersion: 'TLSv1.1' }, 'compatible', 'tls-handshake-failed', /neither TLS 1.2 nor TLS 1.3/, null],
    ['TLS 1.1 under a profile', { tlsVersion: 'TLSv1.1' }, 'bsi-tr-02102-2', 'tls-handshake-failed', /neither TLS 1.2 nor TLS 1.3/, null],
  ])('keeps mail back from a next hop that only does %s', async (_, peerTls, profile, reason, words, achieved) => {
    const peer = await demandOf(opening, peerTls, profile);
    await outgoing.accept({ to: [RECIPIENT] });
    await outgoing.records.waitForState(RECIPIENT, 'deferred');
    const [attempt] = await outgoing.records.attempts(RECIPIENT);
    expect(attempt).toMatchObject({ outcome: 'deferred', reason });
    expect(attempt?.detail).toMatch(words);
    if (achieved === null) expect(attempt?.achieved).toBeNull();
    else expect(attempt?.achieved).toMatchObject(achieved);
    expect(peer.messages).toEqual([]);
    expect(peer.connections.map((connection) => readWire(connection.fromClient()).clear).join('')).not.toMatch(/MAIL|RCPT|DATA/);
  });
});

it('does not send on a connection that was opened for a weaker profile', async () => {
  const peer = await demandOf('implicit', X25519, 'rfc-9325');
  await outgoing.accept({ to: ['carol@partner.example'] });
  await outgoing.records.waitForState('carol@partner.example', 'delivered');
  outgoing.setPolicy({
    rules: [
      {
        name: 'stricter now',
        conditions: [],
        actions: [
          ['relay.host', { to: 'hosts', hosts: [{ host: HOST, port: peer.port }] }],
          ['relay.ssl-encryption', { ssl: true }],
          ['relay.tls-profile', { profile: 'bsi-tr-02102-2' }],
        ],
      },
    ],
  });
  await outgoing.accept({ to: [RECIPIENT] });
  await outgoing.records.waitForState(RECIPIENT, 'deferred');
  expect(peer.messages.map(({ recipients }) => recipients.map(({ address }) => address))).toEqual([['carol@partner.example']]);
});

it('does not send on the handshake that only shows what a next hop can do', async () => {
  const peer = await demandOf('implicit', P384, 'bsi-tr-02102-2');
  let connections = 0;
  const door = net.createServer((socket) => {
    connections += 1;
    if (connections === 1) socket.once('data', () => socket.destroy());
    else socket.pipe(net.connect(peer.port, '127.0.0.1')).pipe(socket);
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', () => resolve()));
  const address = door.address();
  demandAt(address !== null && typeof address === 'object' ? address.port : 0, 'implicit', 'bsi-tr-02102-2');
  await outgoing.accept({ to: [RECIPIENT] });
  await outgoing.records.waitForState(RECIPIENT, 'deferred');
  expect(await outgoing.records.attempts(RECIPIENT)).toMatchObject([{ reason: 'tls-handshake-failed', achieved: { group: 'secp384r1' } }]);
  expect(connections).toBe(2);
  expect(peer.messages).toEqual([]);
  await new Promise((resolve) => door.close(resolve));
});
