import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { ConnectionCache } from '@/smtp-worker/delivery/connection-cache';
import { createSignedDns } from '@/smtp-worker/delivery/dane/signed-dns';
import { type DeliverContext, type Delivered, deliver } from '@/smtp-worker/delivery/deliver';
import { createDns } from '@/smtp-worker/delivery/dns';
import { relayTls } from '@/smtp-worker/delivery/trust';
import { type CertificateAuthority, createCertificateAuthority } from '../../support/certificate-authority';
import { type DnsServer, startDnsServer } from '../../support/dns-server';
import { type NextHop, startNextHop } from '../../support/next-hop';
import { tlsaOf } from '../../support/tlsa';
import { newTransaction } from '../queue/new-transaction';

// Mail exchangers with DANE, on a port that a test can have: a plan always has 25 or 465.

const DOMAIN = 'partner.example';
const RECIPIENT = `bob@${DOMAIN}`;

let authority: CertificateAuthority;
let dns: DnsServer;
const peers: NextHop[] = [];
const cache = new ConnectionCache({ idle: 5000, perKey: 1 });

beforeAll(async () => {
  authority = await createCertificateAuthority();
});

afterEach(async () => {
  cache.clear();
  await Promise.all(peers.splice(0).map((peer) => peer.stop()));
  await dns.stop();
});

afterAll(() => cache.clear());

/** A mail exchanger whose certificate is for the domain, as its authority says; the DNS names that authority. */
async function exchanger(): Promise<{ port: number; peer: NextHop; zones: Parameters<typeof startDnsServer>[0] }> {
  const own = await authority.issue([DOMAIN]);
  const certificate = { ...own, certificate: `${own.certificate}\n${authority.certificate}` };
  const peer = await startNextHop({ opening: 'starttls', certificate });
  peers.push(peer);
  return {
    port: peer.port,
    peer,
    zones: {
      [DOMAIN]: {
        mx: [
          { exchange: 'without.partner.example', priority: 5 },
          { exchange: 'mx.partner.example', priority: 10 },
        ],
        signed: true,
      },
      'without.partner.example': { a: ['127.0.0.1'], signed: true },
      'mx.partner.example': { a: ['127.0.0.1'], signed: true },
      [`_${peer.port}._tcp.mx.partner.example`]: { tlsa: [tlsaOf('2 0 1', authority.certificate)], signed: true },
    },
  };
}

function deliverOne(port: number, resolvers: 'believed' | 'none' = 'believed'): Promise<Delivered> {
  const [address = '', resolverPort] = dns.address.split(':');
  const plain = createDns([dns.address]);
  const signedDns = createSignedDns([{ address, port: Number(resolverPort) }], plain.addresses, {
    timeout: 2000,
    tries: 1,
    randomId: () => 1,
  });
  const context: DeliverContext = {
    cache,
    messagesPerConnection: () => 100,
    resolve: { dns: plain, random: () => 0, hostname: 'mx.siegel.example', isOurs: () => false },
    signedDns: resolvers === 'believed' ? signedDns : null,
    connect: {
      hostname: 'mx.siegel.example',
      tls: relayTls(null),
      timeouts: { connect: 2000, greeting: 2000, idle: 2000, answer: 6000 },
    },
    readPassword: async () => 'unused',
    body: async () => Buffer.from('Subject: x\r\n\r\nx\r\n'),
    now: () => new Date(),
    busy: new Set(),
    isAbandoned: () => false,
  };
  const transaction = { ...newTransaction(), size: 17 };
  const recipient = { id: '1', address: RECIPIENT, domain: DOMAIN, relayed: true, attempts: 0 };
  const rest = {
    expiresAt: null,
    delayTold: false,
    dsnNotify: null,
    dsnOrcpt: null,
    lastReason: null,
    headerEdits: [],
    routeOverride: null,
    returned: false,
    urgent: false,
  };
  return deliver(
    {
      key: 'dane',
      nextHop: { kind: 'mx', domain: DOMAIN, port },
      demand: { startsWith: 'starttls', check: { kind: 'dane' }, profile: 'compatible' },
      authentication: null,
      sourceAddress: null,
      tlsFailure: { next: 'retry' },
      transaction,
      headerEdits: [],
      recipients: [{ ...recipient, ...rest, transaction }],
    },
    context,
  );
}

it('passes over an exchanger without TLSA records, and proves the next one by the name of the domain', async () => {
  const { port, peer, zones } = await exchanger();
  dns = await startDnsServer(zones);
  const delivered = await deliverOne(port);
  expect(delivered.outcomes.get(RECIPIENT)).toMatchObject({ kind: 'delivered' });
  expect(delivered).toMatchObject({ nextHop: `mx.partner.example:${port}`, achieved: { level: 'dane' } });
  expect(peer.handshakes).toMatchObject([{ servername: 'mx.partner.example' }]);
  // On the connection that was kept what it has proven still counts.
  expect((await deliverOne(port)).outcomes.get(RECIPIENT)).toMatchObject({ kind: 'delivered' });
  expect(peer.handshakes).toHaveLength(1);
  expect(peer.messages).toHaveLength(2);
});

it('waits if the MX records are not signed', async () => {
  const { port, peer, zones } = await exchanger();
  dns = await startDnsServer(zones);
  dns.set(DOMAIN, { mx: [{ exchange: 'mx.partner.example', priority: 10 }] });
  expect((await deliverOne(port)).outcomes.get(RECIPIENT)).toMatchObject({
    kind: 'failed',
    failure: { reason: 'dane-not-available', detail: expect.stringContaining('The MX records of partner.example are not signed') },
  });
  expect(peer.connections).toEqual([]);
});

it('waits if there is no resolver whose signed answers are believed', async () => {
  const { port, peer, zones } = await exchanger();
  dns = await startDnsServer(zones);
  expect((await deliverOne(port, 'none')).outcomes.get(RECIPIENT)).toMatchObject({
    kind: 'failed',
    failure: { reason: 'dane-not-available', status: '4.7.5', detail: expect.stringContaining('validating DNS resolver') },
  });
  expect(peer.connections).toEqual([]);
});
