import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DnsServer, startDnsServer } from '../../support/dns-server';
import { type NextHop, type NextHopOptions, startNextHop } from '../../support/next-hop';
import { waitFor } from '../../support/wait-for';
import { newTransaction } from '../queue/new-transaction';
import { OUR_NAME, type Outgoing, startOutgoing } from './outgoing';

// The delivery loop itself: connections, claims, crashes, turns, the end.

let outgoing: Outgoing;
let dns: DnsServer;
const peers: NextHop[] = [];

beforeEach(async () => {
  dns = await startDnsServer({});
  outgoing = await startOutgoing({ dnsServers: [dns.address], extraCa: null, listeners: [{ address: '0.0.0.0', port: 2525 }] });
});

afterEach(async () => {
  await outgoing?.stop();
  await dns?.stop();
  await Promise.all(peers.splice(0).map((peer) => peer.stop()));
});

async function nextHop(options: Partial<NextHopOptions> = {}): Promise<NextHop> {
  const peer = await startNextHop({ opening: 'plaintext', ...options });
  peers.push(peer);
  return peer;
}

function routeTo(ports: Readonly<Record<string, number>>): void {
  outgoing.setPolicy({
    localDomains: Object.entries(ports).map(([domain, port], i) => ({
      id: `00000000-0000-4000-8000-00000000000${i}`,
      domain,
      deliverTo: { hosts: [{ host: '127.0.0.1', port }], encryption: 'opportunistic', certificateCheck: null, authentication: null },
    })),
  });
}

describe('Connections', () => {
  it('are used for several messages, one after the other', async () => {
    const peer = await nextHop();
    routeTo({ 'partner.example': peer.port });
    for (let i = 1; i <= 5; i += 1) {
      await outgoing.accept({ to: [`b${i}@partner.example`] });
      await outgoing.records.waitForState(`b${i}@partner.example`, 'delivered');
    }
    expect(peer.messages).toHaveLength(5);
    expect(peer.connections).toHaveLength(1);
  });

  it('that the next hop gives up are replaced without a failed attempt', async () => {
    const peer = await nextHop();
    routeTo({ 'partner.example': peer.port });
    await outgoing.accept({ to: ['b1@partner.example'] });
    await outgoing.records.waitForState('b1@partner.example', 'delivered');
    let giveUp = true;
    peer.answerWith(({ stage }) => {
      if (stage !== 'mail' || !giveUp) return undefined;
      giveUp = false;
      return '421 4.4.2 Idle for too long';
    });
    await outgoing.accept({ to: ['b2@partner.example'] });
    await outgoing.records.waitForState('b2@partner.example', 'delivered');
    expect(await outgoing.records.attempts('b2@partner.example')).toHaveLength(1);
    expect(peer.connections).toHaveLength(2);
  });
});

describe('Claims', () => {
  it('that a crashed worker left behind are taken over once its lease has passed', async () => {
    const peer = await nextHop();
    routeTo({ 'partner.example': peer.port });
    const crashed = randomUUID();
    await outgoing.pool.query(
      `INSERT INTO worker (id, host, pid, version, lease_until, listeners) VALUES ($1, 'gone', 1, '0', now() + interval '1 hour', '[]')`,
      [crashed],
    );
    const held = newTransaction({}, ['left@partner.example'], { state: 'held' });
    await outgoing.accept({ ...held, to: [] });
    await outgoing.pool.query(`UPDATE mail_recipient SET state = 'active', claimed_by = $1`, [crashed]);
    await outgoing.accept({ to: ['witness@partner.example'] });
    await outgoing.records.waitForState('witness@partner.example', 'delivered');
    expect(await outgoing.records.recipientState('left@partner.example')).toBe('active');
    await outgoing.pool.query(`UPDATE worker SET lease_until = now() - interval '1 second' WHERE id = $1`, [crashed]);
    await outgoing.records.waitForState('left@partner.example', 'delivered');
  });

  it('that this worker does not know of are due again', async () => {
    const peer = await nextHop();
    routeTo({ 'partner.example': peer.port });
    await outgoing.accept({ ...newTransaction({}, ['lost@partner.example'], { state: 'held' }), to: [] });
    await outgoing.pool.query(`UPDATE mail_recipient SET state = 'active', claimed_by = $1`, [outgoing.workerId]);
    await outgoing.records.waitForState('lost@partner.example', 'delivered');
  });

  it('of a slow next hop leave the others their turns', async () => {
    const slow = await nextHop({ answers: ({ stage }) => (stage === 'message' ? 'hang' : undefined) });
    const fast = await nextHop();
    routeTo({ 'slow.example': slow.port, 'fast.example': fast.port });
    for (let i = 0; i < 300; i += 1) await outgoing.accept({ to: [`s${i}@slow.example`] });
    await waitFor('the slow next hop to be busy', () => slow.connections.length === 5);
    await outgoing.accept({ to: ['f@fast.example'] });
    await outgoing.records.waitForState('f@fast.example', 'delivered');
    expect(slow.connections).toHaveLength(5);
  });
});

describe('The end', () => {
  it('lets what is under way finish', async () => {
    const peer = await nextHop();
    routeTo({ 'partner.example': peer.port });
    const body = Buffer.from('.line of text\r\n'.repeat(60_000));
    await outgoing.accept({ to: ['b@partner.example'], body });
    await waitFor('the delivery to be under way', () => outgoing.delivery.underWay() === 1);
    await outgoing.delivery.stop();
    expect(await outgoing.records.recipientState('b@partner.example')).toBe('delivered');
  });

  it('cuts off after the grace period what hangs, and gives it back with the rest', async () => {
    const peer = await nextHop({ answers: ({ stage }) => (stage === 'data' ? 'hang' : undefined) });
    routeTo({ 'partner.example': peer.port });
    for (let i = 1; i <= 30; i += 1) await outgoing.accept({ to: [`b${i}@partner.example`] });
    await waitFor('the next hop to be busy', () => outgoing.delivery.underWay() === 5 && peer.connections.length === 5);
    await outgoing.delivery.stop();
    expect(await outgoing.records.countByState()).toEqual({ pending: 30 });
    expect(outgoing.delivery.underWay()).toBe(0);
  });
});

describe('Without a rule', () => {
  it('mail goes to the MX in the order of preference, and falls back to the next', async () => {
    dns.set('partner.example', {
      mx: [
        { exchange: 'unknown.partner.example', priority: 10 },
        { exchange: 'mx.partner.example', priority: 20 },
      ],
    });
    dns.set('mx.partner.example', { a: ['127.0.0.99'] });
    await outgoing.accept({ to: ['b@partner.example'] });
    await outgoing.records.waitForState('b@partner.example', 'deferred');
    const [attempt] = await outgoing.records.attempts('b@partner.example');
    expect(attempt).toMatchObject({
      nextHop: 'mx.partner.example:25',
      demanded: { startsWith: 'opportunistic' },
      reason: 'connect-failed',
    });
    expect(dns.questions).toContain('MX partner.example');
  });

  it.each([
    ['a null MX', { mx: [{ exchange: '.', priority: 0 }] }, 'bounced', 'null-mx'],
    ['a DNS failure', 'servfail', 'deferred', 'dns-failure'],
    ['our own name as MX', { mx: [{ exchange: OUR_NAME, priority: 10 }] }, 'deferred', 'loop'],
  ] as const)('%s: %o -> %s', async (_, zone, state, reason) => {
    dns.set('partner.example', zone);
    await outgoing.accept({ to: ['b@partner.example'] });
    await outgoing.records.waitForState('b@partner.example', state);
    expect(await outgoing.records.attempts('b@partner.example')).toMatchObject([{ reason }]);
  });

  it('a domain that does not exist bounces at once', async () => {
    await outgoing.accept({ to: ['b@nowhere.example'] });
    await outgoing.records.waitForState('b@nowhere.example', 'bounced');
    expect(await outgoing.records.attempts('b@nowhere.example')).toMatchObject([{ reason: 'no-such-domain', nextHop: 'nowhere.example' }]);
  });

  it('a next hop that is ourselves is a loop', async () => {
    routeTo({ 'partner.example': 2525 });
    await outgoing.accept({ to: ['b@partner.example'] });
    await outgoing.records.waitForState('b@partner.example', 'deferred');
    expect(await outgoing.records.attempts('b@partner.example')).toMatchObject([{ reason: 'loop' }]);
  });
});

describe('Opportunistic STARTTLS', () => {
  it('falls back to plaintext when the handshake fails, since nothing is demanded', async () => {
    const peer = await nextHop({
      answers: ({ stage, line }) => {
        if (stage === 'ehlo') return '250-next-hop.example\r\n250 STARTTLS';
        return line === 'STARTTLS' ? '454 4.7.0 Not now' : undefined;
      },
    });
    routeTo({ 'partner.example': peer.port });
    await outgoing.accept({ to: ['b@partner.example'] });
    await outgoing.records.waitForState('b@partner.example', 'delivered');
    expect(await outgoing.records.attempts('b@partner.example')).toMatchObject([{ achieved: { level: 'none' } }]);
  });
});

describe('Bodies', () => {
  it('of any size arrive byte by byte, and are removed when every recipient is finished', async () => {
    const peer = await nextHop();
    routeTo({ 'partner.example': peer.port });
    const body = Buffer.concat([Buffer.from('Subject: large\r\n\r\n'), Buffer.from('.line of text\r\n'.repeat(60_000))]);
    const transaction = newTransaction({ body }, ['b@partner.example'], { nextAttemptAt: new Date(Date.now() + 200) });
    await outgoing.accept({ ...transaction, to: [] });
    // As after a restart: nothing is in memory.
    await outgoing.records.waitForState('b@partner.example', 'delivered');
    expect(peer.messages[0]?.data.equals(body)).toBe(true);
    await waitFor('the body to be removed', async () => (await outgoing.records.storedMessage('b@partner.example')) === null);
  });
});
