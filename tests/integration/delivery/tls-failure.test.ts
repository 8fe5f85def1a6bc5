import { X509Certificate } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type CertificateAuthority, createCertificateAuthority, selfSignedCertificate } from '../../support/certificate-authority';
import { type DnsServer, startDnsServer } from '../../support/dns-server';
import { freePort } from '../../support/free-port';
import { type NextHop, type NextHopOptions, startNextHop } from '../../support/next-hop';
import { readWire } from '../../support/wire-tap';
import { type Outgoing, startOutgoing } from './outgoing';

// What becomes of mail that meets no demanded TLS: another way, the way back, or waiting, but never less TLS.

const HOST = 'mx.partner.example';
const OTHER = 'other.partner.example';
const RECIPIENT = 'bob@partner.example';
const SENDER = 'alice@local.example';

type Action = readonly [string, Readonly<Record<string, unknown>>];

let authority: CertificateAuthority;
let dns: DnsServer;
let outgoing: Outgoing;
const peers: NextHop[] = [];

beforeAll(async () => {
  authority = await createCertificateAuthority();
  dns = await startDnsServer({ [HOST]: { a: ['127.0.0.1'] }, [OTHER]: { a: ['127.0.0.1'] } });
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

async function hop(options: NextHopOptions): Promise<NextHop> {
  const peer = await startNextHop(options);
  peers.push(peer);
  return peer;
}

async function implicitHop(name: string, options: Partial<NextHopOptions> = {}): Promise<NextHop> {
  return hop({ opening: 'implicit', certificate: await authority.issue([name]), ...options });
}

function demandSsl(port: number, more: readonly Action[]): void {
  outgoing.setPolicy({
    rules: [
      {
        name: 'SSL',
        conditions: [['recipient.address', { operator: 'is', addresses: [RECIPIENT] }]],
        actions: [['relay.host', { to: 'hosts', hosts: [{ host: HOST, port }] }], ['relay.ssl-encryption', { ssl: true }], ...more],
      },
    ],
  });
}

function otherRoute({ port }: NextHop, more: { readonly sha256?: string; readonly encryption?: string } = {}): Action {
  return ['relay.when-tls-fails', { next: 'other-route', hosts: [{ host: OTHER, port }], encryption: 'implicit', ...more }];
}

function sha256Of(certificate: string): string {
  return new X509Certificate(certificate).fingerprint256;
}

async function attemptsOnce(state: string) {
  await outgoing.accept({ to: [RECIPIENT], sender: SENDER });
  await outgoing.records.waitForState(RECIPIENT, state);
  return outgoing.records.attempts(RECIPIENT);
}

describe('Another secure route', () => {
  it('takes the mail in the same attempt, and both tries are recorded', async () => {
    const first = await hop({ opening: 'plaintext' });
    const other = await implicitHop(OTHER);
    demandSsl(first.port, [otherRoute(other)]);
    expect(await attemptsOnce('delivered')).toMatchObject([
      { outcome: 'deferred', reason: 'peer-speaks-plaintext', nextHop: `${HOST}:${first.port}`, achieved: null },
      { outcome: 'delivered', nextHop: `${OTHER}:${other.port}`, achieved: { level: 'name-verified' } },
    ]);
    expect(other.messages).toMatchObject([{ recipients: [{ address: RECIPIENT }], encrypted: true }]);
    expect(first.messages).toEqual([]);
    const { rows } = await outgoing.pool.query('SELECT attempts FROM mail_recipient WHERE address = $1 ORDER BY id DESC LIMIT 1', [
      RECIPIENT,
    ]);
    expect(rows).toEqual([{ attempts: 1 }]);
  });

  it('begins with STARTTLS where it says so', async () => {
    const first = await hop({ opening: 'plaintext' });
    const other = await implicitHop(OTHER, { opening: 'starttls' });
    demandSsl(first.port, [otherRoute(other, { encryption: 'starttls' })]);
    await attemptsOnce('delivered');
    expect(other.messages).toMatchObject([{ encrypted: true }]);
  });

  it('is not used while the first one meets the demand', async () => {
    const first = await implicitHop(HOST);
    const other = await implicitHop(OTHER);
    demandSsl(first.port, [otherRoute(other)]);
    expect(await attemptsOnce('delivered')).toMatchObject([{ nextHop: `${HOST}:${first.port}` }]);
    expect(other.connections).toEqual([]);
  });

  it('is not used where TLS is not what failed', async () => {
    const other = await implicitHop(OTHER);
    demandSsl(await freePort(), [otherRoute(other)]);
    expect(await attemptsOnce('deferred')).toMatchObject([{ reason: 'connect-failed' }]);
    expect(other.connections).toEqual([]);
  });

  it.each<[string, () => Promise<NextHopOptions>, readonly Action[], string]>([
    ['in clear', async () => ({ opening: 'plaintext' }), [], 'peer-speaks-plaintext'],
    [
      'with a certificate that nobody stands for',
      async () => ({ opening: 'implicit', certificate: await selfSignedCertificate([OTHER]) }),
      [],
      'certificate-not-trusted',
    ],
    [
      'with the certificate of the first one',
      async () => ({ opening: 'implicit', certificate: await authority.issue([HOST]) }),
      [],
      'certificate-name-mismatch',
    ],
    [
      'below the TLS profile',
      async () => ({ opening: 'implicit', certificate: await authority.issue([OTHER]), groups: 'X25519' }),
      [['relay.tls-profile', { profile: 'bsi-tr-02102-2' }]],
      'tls-below-profile',
    ],
    [
      'with another certificate than the pinned one',
      async () => ({ opening: 'implicit', certificate: await authority.issue([OTHER]) }),
      [['relay.certificate-check', { kind: 'fingerprint', sha256: 'a'.repeat(64) }]],
      'certificate-fingerprint-mismatch',
    ],
  ])('that is %s gets nothing: the mail waits', async (_, options, more, reason) => {
    const first = await hop({ opening: 'plaintext' });
    const other = await hop(await options());
    demandSsl(first.port, [otherRoute(other), ...more]);
    expect(await attemptsOnce('deferred')).toMatchObject([{ reason: 'peer-speaks-plaintext' }, { outcome: 'deferred', reason }]);
    const sent = [first, other].flatMap((peer) => peer.connections.map((connection) => readWire(connection.fromClient()).clear));
    expect(sent.join('')).not.toMatch(/MAIL|RCPT|DATA|partner\.example/);
    expect(other.messages).toEqual([]);
  });

  it('is proven by its own fingerprint where the first one is pinned', async () => {
    const first = await hop({ opening: 'implicit', certificate: await selfSignedCertificate([HOST]) });
    const certificate = await selfSignedCertificate([OTHER]);
    const other = await hop({ opening: 'implicit', certificate });
    demandSsl(first.port, [
      otherRoute(other, { sha256: sha256Of(certificate.certificate) }),
      ['relay.certificate-check', { kind: 'fingerprint', sha256: 'a'.repeat(64) }],
    ]);
    expect(await attemptsOnce('delivered')).toMatchObject([
      { reason: 'certificate-fingerprint-mismatch' },
      { outcome: 'delivered', achieved: { level: 'pinned' } },
    ]);
  });
});

describe('Return at once', () => {
  const RETURN: Action = ['relay.when-tls-fails', { next: 'return' }];

  it('tells the sender at the first attempt why the mail was not sent', async () => {
    const first = await hop({ opening: 'implicit', certificate: await selfSignedCertificate([HOST]) });
    demandSsl(first.port, [RETURN]);
    expect(await attemptsOnce('bounced')).toMatchObject([{ outcome: 'bounced', reason: 'certificate-not-trusted' }]);
    expect(first.messages).toEqual([]);
    const report = (await outgoing.records.storedMessage(SENDER))?.toString('utf8') ?? '';
    expect(report).toMatch(/Status: 5\.7\.5/);
    expect(report).toContain('is self-signed: no trusted CA stands for it');
  });

  it('waits for a host that is only away, though another one lacks TLS', async () => {
    const first = await hop({ opening: 'implicit', certificate: await selfSignedCertificate([HOST]) });
    const hosts = [
      { host: HOST, port: first.port },
      { host: OTHER, port: await freePort() },
    ];
    outgoing.setPolicy({
      rules: [
        { name: 'two', conditions: [], actions: [['relay.host', { to: 'hosts', hosts }], ['relay.ssl-encryption', { ssl: true }], RETURN] },
      ],
    });
    expect(await attemptsOnce('deferred')).toMatchObject([{ outcome: 'deferred', reason: 'certificate-not-trusted' }]);
  });

  it('is not for what may be over in a while', async () => {
    demandSsl(await freePort(), [RETURN]);
    expect(await attemptsOnce('deferred')).toMatchObject([{ outcome: 'deferred', reason: 'connect-failed' }]);
  });
});
