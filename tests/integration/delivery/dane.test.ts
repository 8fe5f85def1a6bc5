import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type CertificateAuthority,
  createCertificateAuthority,
  expired,
  type KeyAndCertificate,
  selfSignedCertificate,
} from '../../support/certificate-authority';
import { type DnsServer, startDnsServer } from '../../support/dns-server';
import { type NextHop, type NextHopOptions, startNextHop } from '../../support/next-hop';
import { tlsaOf } from '../../support/tlsa';
import { readWire } from '../../support/wire-tap';
import { type Outgoing, startOutgoing } from './outgoing';

// DANE that is demanded is a floor as well: the next hop proves itself by signed TLSA records, or the mail waits.

const DOMAIN = 'partner.example';
const HOST = 'mx.partner.example';
const RECIPIENT = `bob@${DOMAIN}`;

let authority: CertificateAuthority;
let dns: DnsServer;
let outgoing: Outgoing;
const peers: NextHop[] = [];

beforeAll(async () => {
  authority = await createCertificateAuthority();
  dns = await startDnsServer();
  // That a trusted CA stands for a certificate must not make up for what the TLSA records say.
  outgoing = await startOutgoing({ dnsServers: [dns.address], extraCa: authority.certificate });
});

afterAll(async () => {
  await outgoing?.stop();
  await dns?.stop();
});

afterEach(async () => {
  await outgoing.act('delete', RECIPIENT);
  await Promise.all(peers.splice(0).map((peer) => peer.stop()));
  for (const name of [DOMAIN, HOST, 'alias.partner.example', 'second.partner.example']) dns.remove(name);
  for (const name of owners.splice(0)) dns.remove(name);
});

const owners: string[] = [];

type Tlsa = ReturnType<typeof tlsaOf>;

function publish(port: number, tlsa: readonly Tlsa[], { host = HOST, signed = true } = {}): void {
  owners.push(`_${port}._tcp.${host}`);
  dns.set(`_${port}._tcp.${host}`, { tlsa, signed });
}

/** A next hop, with STARTTLS unless told otherwise, to which all mail goes; its host's zone is signed and holds an address alone. */
async function nextHop(options: Partial<NextHopOptions>, { host = HOST } = {}): Promise<NextHop> {
  const peer = await startNextHop({ opening: 'starttls', ...options });
  peers.push(peer);
  dns.set(HOST, { a: ['127.0.0.1'], signed: true });
  outgoing.setPolicy({
    rules: [
      { name: 'DANE', conditions: [], actions: [['relay.certificate-check', { kind: 'dane' }]] },
      { name: 'route', conditions: [], actions: [['relay.host', { to: 'hosts', hosts: [{ host, port: peer.port }] }]] },
    ],
  });
  return peer;
}

/** Presented together with the certificate of who issued it. */
function withAuthority(own: KeyAndCertificate, { certificate }: KeyAndCertificate): KeyAndCertificate {
  return { ...own, certificate: `${own.certificate}\n${certificate}` };
}

async function expectDelivered(peer: NextHop): Promise<void> {
  await outgoing.accept({ to: [RECIPIENT] });
  await outgoing.records.waitForState(RECIPIENT, 'delivered');
  expect(peer.messages).toMatchObject([{ encrypted: true, recipients: [{ address: RECIPIENT }] }]);
  expect(await outgoing.records.attempts(RECIPIENT)).toMatchObject([
    { outcome: 'delivered', demanded: { startsWith: 'starttls', check: { kind: 'dane' } }, achieved: { level: 'dane' } },
  ]);
}

async function expectWaiting(reason: string, words: RegExp): Promise<void> {
  await outgoing.accept({ to: [RECIPIENT] });
  await outgoing.records.waitForState(RECIPIENT, 'deferred');
  const [attempt] = await outgoing.records.attempts(RECIPIENT);
  expect(attempt).toMatchObject({ outcome: 'deferred', reason });
  expect(attempt?.detail).toMatch(words);
  for (const peer of peers) {
    expect(peer.messages).toEqual([]);
    for (const connection of peer.connections) {
      expect(readWire(connection.fromClient()).clear).not.toMatch(/MAIL|RCPT|DATA|local\.example|bob/i);
    }
  }
}

describe('A next hop with signed TLSA records', () => {
  it('is proven by 3 1 1, whoever issued its certificate, and is asked for by its name (SNI)', async () => {
    const own = await selfSignedCertificate(['whatever.example']);
    const peer = await nextHop({ certificate: own });
    publish(peer.port, [tlsaOf('3 1 1', own.certificate)]);
    await expectDelivered(peer);
    expect(peer.handshakes).toMatchObject([{ servername: HOST }]);
  });

  it('is proven by 3 1 1 even if its certificate has expired (RFC 7672 3.1.1)', async () => {
    const own = await authority.issue([HOST], expired());
    const peer = await nextHop({ certificate: own });
    publish(peer.port, [tlsaOf('3 1 1', own.certificate)]);
    await expectDelivered(peer);
  });

  it('is proven in a rollover by the one of two records that matches', async () => {
    const [old, own] = [await authority.issue([HOST]), await authority.issue([HOST])];
    const peer = await nextHop({ certificate: own });
    publish(peer.port, [tlsaOf('3 1 1', old.certificate), tlsaOf('3 1 1', own.certificate)]);
    await expectDelivered(peer);
  });

  it('is proven by 2 0 1 of an authority of its own that we do not trust otherwise', async () => {
    const theirs = await createCertificateAuthority({ name: 'Their CA' });
    const own = await theirs.issue([HOST]);
    const peer = await nextHop({ certificate: withAuthority(own, theirs) });
    publish(peer.port, [tlsaOf('2 0 1', theirs.certificate)]);
    await expectDelivered(peer);
  });

  it('is proven by records that only fit into TCP', async () => {
    const own = await authority.issue([HOST]);
    const peer = await nextHop({ certificate: own });
    const others = await Promise.all([1, 2, 3, 4].map(() => authority.issue([HOST])));
    publish(
      peer.port,
      [...others, own].map(({ certificate }) => tlsaOf('3 0 0', certificate)),
    );
    await expectDelivered(peer);
  });

  it('is proven by the records of the host that its name is a signed alias of, and is asked for by that one', async () => {
    const own = await authority.issue([HOST]);
    const peer = await nextHop({ certificate: own }, { host: 'alias.partner.example' });
    dns.set('alias.partner.example', { cname: HOST, signed: true });
    publish(peer.port, [tlsaOf('3 1 1', own.certificate)]);
    await expectDelivered(peer);
    expect(peer.handshakes).toMatchObject([{ servername: HOST }]);
  });

  it('is proven by its own records where the alias leads to a host without any', async () => {
    const own = await authority.issue([HOST]);
    const peer = await nextHop({ certificate: own }, { host: 'alias.partner.example' });
    dns.set('alias.partner.example', { cname: HOST, signed: true });
    publish(peer.port, [tlsaOf('3 1 1', own.certificate)], { host: 'alias.partner.example' });
    await expectDelivered(peer);
    expect(peer.handshakes).toMatchObject([{ servername: 'alias.partner.example' }]);
  });
});

describe('The mail waits, and its envelope was never in clear,', () => {
  it('if 3 1 1 is of another key, though a trusted CA stands for the certificate', async () => {
    const peer = await nextHop({ certificate: await authority.issue([HOST]) });
    publish(peer.port, [tlsaOf('3 1 1', (await authority.issue([HOST])).certificate)]);
    await expectWaiting('dane-mismatch', /matches none of the TLSA records of _\d+\._tcp\.mx\.partner\.example \(3 1 1\)/);
  });

  it('if the authority of 2 0 1 stands for another name', async () => {
    const own = await authority.issue(['mx.other.example']);
    const peer = await nextHop({ certificate: withAuthority(own, authority) });
    publish(peer.port, [tlsaOf('2 0 1', authority.certificate)]);
    await expectWaiting('dane-mismatch', /is for DNS:mx\.other\.example and not for mx\.partner\.example/);
  });

  it('if the host has no TLSA records', async () => {
    await nextHop({ certificate: await authority.issue([HOST]) });
    await expectWaiting('dane-not-available', /mx\.partner\.example has no TLSA records/);
    expect(peers[0]?.connections).toEqual([]);
  });

  it('if the zone is not signed, though its records match', async () => {
    const own = await authority.issue([HOST]);
    const peer = await nextHop({ certificate: own });
    publish(peer.port, [tlsaOf('3 1 1', own.certificate)], { signed: false });
    await expectWaiting('dane-not-available', /is not signed/);
    expect(peer.connections).toEqual([]);
  });

  it('if an alias is not signed, though the host that it leads to is', async () => {
    const own = await authority.issue([HOST]);
    const peer = await nextHop({ certificate: own }, { host: 'alias.partner.example' });
    dns.set('alias.partner.example', { cname: HOST });
    publish(peer.port, [tlsaOf('3 1 1', own.certificate)]);
    await expectWaiting('dane-not-available', /_tcp\.alias\.partner\.example is not signed/);
  });

  it('if the records are of kinds that are not for mail servers', async () => {
    const own = await authority.issue([HOST]);
    const peer = await nextHop({ certificate: own });
    publish(peer.port, [tlsaOf('1 1 1', own.certificate), { ...tlsaOf('3 1 1', own.certificate), certificate: Buffer.alloc(31) }]);
    await expectWaiting('dane-not-available', /None of the TLSA records/);
  });

  it('if the look-up fails, as it does where DNSSEC finds the answer forged', async () => {
    const peer = await nextHop({ certificate: await authority.issue([HOST]) });
    owners.push(`_${peer.port}._tcp.${HOST}`);
    dns.set(`_${peer.port}._tcp.${HOST}`, 'servfail');
    await expectWaiting('dns-failure', /could not be looked up \(SERVFAIL\)/);
    expect(peer.connections).toEqual([]);
  });

  it('if STARTTLS is not offered', async () => {
    const own = await authority.issue([HOST]);
    const peer = await nextHop({ opening: 'plaintext' });
    publish(peer.port, [tlsaOf('3 1 1', own.certificate)]);
    await expectWaiting('starttls-not-offered', /does not offer STARTTLS/);
  });

  it('if the host is named by its address, which two rules together can do', async () => {
    await nextHop({ certificate: await authority.issue(['127.0.0.1']) }, { host: '127.0.0.1' });
    await expectWaiting('dane-not-available', /127\.0\.0\.1 is an address/);
  });

  it('if the MX records are not signed, though everything behind them is', async () => {
    await nextHop({ certificate: await authority.issue([HOST]) });
    dns.set(DOMAIN, { mx: [{ exchange: HOST, priority: 10 }] });
    outgoing.setPolicy({ rules: [{ name: 'DANE', conditions: [], actions: [['relay.certificate-check', { kind: 'dane' }]] }] });
    await expectWaiting('dane-not-available', /The MX records of partner\.example are not signed/);
  });

  it('if the domain does not exist and nobody signed that', async () => {
    outgoing.setPolicy({ rules: [{ name: 'DANE', conditions: [], actions: [['relay.certificate-check', { kind: 'dane' }]] }] });
    await expectWaiting('dane-not-available', /are not signed/);
  });
});

it('A corrected record lets waiting mail go, and an attempt without DANE never happened', async () => {
  const own = await authority.issue([HOST]);
  const peer = await nextHop({ certificate: own });
  publish(peer.port, [tlsaOf('3 1 1', (await authority.issue([HOST])).certificate)]);
  await expectWaiting('dane-mismatch', /matches none/);
  publish(peer.port, [tlsaOf('3 1 1', own.certificate)]);
  await outgoing.act('retry', RECIPIENT);
  await outgoing.records.waitForState(RECIPIENT, 'delivered');
  expect(await outgoing.records.attempts(RECIPIENT)).toMatchObject([
    { reason: 'dane-mismatch', achieved: { level: 'name-verified' } },
    { outcome: 'delivered', achieved: { level: 'dane' } },
  ]);
});
