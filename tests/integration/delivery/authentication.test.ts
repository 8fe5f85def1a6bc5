import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RoutingSettings } from '@/lib/policy/basic-settings';
import { type CertificateAuthority, createCertificateAuthority, selfSignedCertificate } from '../../support/certificate-authority';
import { type DnsServer, startDnsServer } from '../../support/dns-server';
import { type NextHop, type NextHopOptions, startNextHop } from '../../support/next-hop';
import { readWire } from '../../support/wire-tap';
import { type Outgoing, startOutgoing } from './outgoing';

// Signing in to a next hop: only over TLS that has met the demand, and only with what was stored for that very host.

const HOST = 'smart.example';
const RECIPIENT = 'bob@partner.example';
const USER = 'gateway';
const PASSWORD = 'pässword "quoted" 100%';
const AUTH = ['PIPELINING', 'AUTH PLAIN LOGIN'] as const;

let authority: CertificateAuthority;
let dns: DnsServer;
let outgoing: Outgoing;
let stored: string;
const peers: NextHop[] = [];

beforeAll(async () => {
  authority = await createCertificateAuthority();
  dns = await startDnsServer({ [HOST]: { a: ['127.0.0.1'] }, 'partner.example': { mx: [{ exchange: HOST, priority: 10 }] } });
  outgoing = await startOutgoing({ dnsServers: [dns.address], extraCa: authority.certificate });
  stored = await outgoing.storePassword(PASSWORD);
});

afterAll(async () => {
  await outgoing?.stop();
  await dns?.stop();
});

afterEach(async () => {
  await outgoing.act('delete', RECIPIENT);
  await Promise.all(peers.splice(0).map((peer) => peer.stop()));
});

async function hop(options: Partial<NextHopOptions> = {}): Promise<NextHop> {
  const peer = await startNextHop({ opening: 'starttls', certificate: await authority.issue([HOST]), extensions: AUTH, ...options });
  peers.push(peer);
  return peer;
}

function signIn(port: number, { mechanism = 'any', id = stored, user = USER } = {}): void {
  outgoing.setPolicy({
    rules: [
      {
        name: 'sign in',
        conditions: [],
        actions: [
          ['relay.host', { to: 'hosts', hosts: [{ host: HOST, port }] }],
          ['relay.authentication', { user, password: { kind: 'stored', id }, mechanism }],
        ],
      },
    ],
  });
}

async function attemptsOnce(state: string) {
  await outgoing.accept({ to: [RECIPIENT] });
  await outgoing.records.waitForState(RECIPIENT, state);
  return outgoing.records.attempts(RECIPIENT);
}

function inClear(peer: NextHop): string {
  return peer.connections.map((connection) => readWire(connection.fromClient()).clear).join('');
}

describe('Signing in', () => {
  it.each([
    ['any', ['AUTH PLAIN LOGIN'], 'PLAIN'],
    ['any', ['AUTH LOGIN'], 'LOGIN'],
    ['plain', ['AUTH LOGIN PLAIN'], 'PLAIN'],
    ['login', ['AUTH PLAIN LOGIN'], 'LOGIN'],
  ])('by %s where %o is offered uses %s, over the TLS that it demands', async (mechanism, extensions, used) => {
    const peer = await hop({ extensions });
    signIn(peer.port, { mechanism });
    expect(await attemptsOnce('delivered')).toMatchObject([{ demanded: { startsWith: 'starttls' }, achieved: { level: 'name-verified' } }]);
    expect(peer.signIns).toEqual([{ mechanism: used, user: USER, password: PASSWORD, encrypted: true }]);
    expect(peer.messages).toHaveLength(1);
    expect(inClear(peer)).not.toContain('AUTH');
  });

  it('is done once for the messages of a connection, and anew for another user', async () => {
    const peer = await hop();
    signIn(peer.port);
    await attemptsOnce('delivered');
    await attemptsOnce('delivered');
    signIn(peer.port, { user: 'other' });
    await attemptsOnce('delivered');
    expect(peer.messages).toHaveLength(3);
    expect(peer.signIns.map(({ user }) => user)).toEqual([USER, 'other']);
  });

  it('is done at the smart host of the settings, but not at the host of a rule', async () => {
    const peer = await hop();
    const smartHost: RoutingSettings['smartHost'] = {
      hosts: [{ host: HOST, port: peer.port }],
      encryption: 'starttls',
      certificateCheck: null,
      authentication: { user: USER, password: { kind: 'stored', id: stored }, mechanism: 'any' },
    };
    outgoing.setPolicy({ routing: { smartHost } });
    await attemptsOnce('delivered');
    expect(peer.signIns).toMatchObject([{ user: USER }]);

    const other = await hop();
    const host = ['relay.host', { to: 'hosts', hosts: [{ host: HOST, port: other.port }] }] as const;
    outgoing.setPolicy({ routing: { smartHost }, rules: [{ name: 'elsewhere', conditions: [], actions: [host] }] });
    await attemptsOnce('delivered');
    expect(other.messages).toHaveLength(1);
    expect(other.signIns).toEqual([]);
  });

  it.each<[string, () => Promise<Partial<NextHopOptions>>, string, RegExp]>([
    ['does not offer TLS', async () => ({ opening: 'plaintext' }), 'starttls-not-offered', /does not offer STARTTLS/],
    [
      'shows a certificate of nobody known',
      async () => ({ certificate: await selfSignedCertificate([HOST]) }),
      'certificate-not-trusted',
      /self-signed/,
    ],
    [
      'does not know AUTH',
      async () => ({ extensions: [] }),
      'authentication-failed',
      /offers no sign-in at all, but PLAIN or LOGIN is wanted/,
    ],
    ['knows other mechanisms', async () => ({ extensions: ['AUTH CRAM-MD5'] }), 'authentication-failed', /offers only CRAM-MD5/],
  ])('is not tried where the next hop %s: the mail waits, and no password was sent', async (_, options, reason, words) => {
    const peer = await hop(await options());
    signIn(peer.port);
    const [attempt] = await attemptsOnce('deferred');
    expect(attempt).toMatchObject({ outcome: 'deferred', reason });
    expect(attempt?.detail).toMatch(words);
    expect(peer.signIns).toEqual([]);
    expect(peer.messages).toEqual([]);
  });

  it.each(['535 5.7.8 Wrong name or password', '454 4.7.0 Try later'])(
    'that is answered %s makes the mail wait, and says so',
    async (reply) => {
      const peer = await hop({ answers: ({ stage }) => (stage === 'auth' ? reply : undefined) });
      signIn(peer.port);
      const [attempt] = await attemptsOnce('deferred');
      expect(attempt).toMatchObject({ outcome: 'deferred', reason: 'authentication-failed' });
      expect(attempt?.detail).toBe(`${HOST}:${peer.port} refused the sign-in as "${USER}": ${reply}`);
      expect(JSON.stringify(attempt)).not.toContain(PASSWORD);
      expect(peer.messages).toEqual([]);
    },
  );

  it('that ends the connection is a connection lost', async () => {
    const peer = await hop({ answers: ({ stage }) => (stage === 'auth' ? 'close' : undefined) });
    signIn(peer.port);
    expect(await attemptsOnce('deferred')).toMatchObject([{ reason: 'connection-lost' }]);
  });

  it('with a password that is not stored here makes the mail wait, and says so', async () => {
    const peer = await hop();
    signIn(peer.port, { id: '00000000-0000-4000-8000-000000000000' });
    expect(await attemptsOnce('deferred')).toMatchObject([
      { reason: 'authentication-failed', detail: expect.stringContaining('The password is not stored in this installation') },
    ]);
  });

  it('never happens at an MX, whoever that is', async () => {
    outgoing.setPolicy({
      rules: [
        { name: 'password', conditions: [], actions: [['relay.authentication', { user: USER, password: { kind: 'stored', id: stored } }]] },
      ],
    });
    await outgoing.accept({ to: [RECIPIENT] });
    await outgoing.records.waitForState(RECIPIENT, 'deferred');
    const { rows } = await outgoing.pool.query('SELECT last_error FROM mail_recipient WHERE address = $1 ORDER BY id DESC LIMIT 1', [
      RECIPIENT,
    ]);
    expect(rows).toEqual([{ last_error: expect.stringContaining('no MX is ever given a password') }]);
  });
});
