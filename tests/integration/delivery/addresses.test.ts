import net from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DnsServer, startDnsServer } from '../../support/dns-server';
import { freePort } from '../../support/free-port';
import { type NextHop, startNextHop } from '../../support/next-hop';
import { type Outgoing, startOutgoing } from './outgoing';

// A next hop with several addresses or hosts: the first that works gets the mail, in the same attempt.

const BOB = 'bob@partner.example';

let dns: DnsServer;
let outgoing: Outgoing;
let peer: NextHop;

beforeEach(async () => {
  dns = await startDnsServer();
  peer = await startNextHop({ opening: 'plaintext' });
  outgoing = await startOutgoing({ dnsServers: [dns.address], extraCa: null });
});

afterEach(async () => {
  await outgoing?.stop();
  await peer?.stop();
  await dns?.stop();
});

async function deliverVia(...hosts: readonly { readonly host: string; readonly port: number }[]): Promise<unknown> {
  outgoing.setPolicy({
    routing: { smartHost: { hosts: [...hosts], encryption: 'opportunistic', certificateCheck: null, authentication: null } },
  });
  await outgoing.accept({ to: [BOB] });
  await outgoing.records.waitForState(BOB, 'delivered');
  const { rows } = await outgoing.pool.query('SELECT next_hop AS "nextHop", address FROM delivery_attempt');
  return rows;
}

describe('A host', () => {
  it('with several addresses is tried at each, IPv6 before IPv4, until one answers', async () => {
    dns.set('relay.example', { a: ['127.0.0.99', '127.0.0.1'], aaaa: ['::1'] });
    expect(await deliverVia({ host: 'relay.example', port: peer.port })).toEqual([
      { nextHop: `relay.example:${peer.port}`, address: '127.0.0.1' },
    ]);
    expect(peer.messages).toHaveLength(1);
  });

  it('is reached over IPv6', async () => {
    const bridge = net.createServer((socket) => {
      const onward = net.connect(peer.port, '127.0.0.1');
      socket.on('error', () => onward.destroy()).pipe(onward);
      onward.on('error', () => socket.destroy()).pipe(socket);
    });
    const port = await freePort();
    await new Promise<void>((resolve) => bridge.listen(port, '::1', resolve));
    dns.set('relay.example', { a: ['127.0.0.99'], aaaa: ['::1'] });
    expect(await deliverVia({ host: 'relay.example', port })).toEqual([{ nextHop: `relay.example:${port}`, address: '::1' }]);
    bridge.close();
  });
});

describe('A smart host with hosts to fall back on', () => {
  it.each([
    ['does not exist', async () => ({ host: 'gone.example', port: 25 })],
    ['refuses the connection', async () => ({ host: '127.0.0.1', port: await freePort() })],
  ])('uses the next one where the first %s', async (_, first) => {
    dns.set('second.example', { a: ['127.0.0.1'] });
    expect(await deliverVia(await first(), { host: 'second.example', port: peer.port })).toMatchObject([
      { nextHop: `second.example:${peer.port}` },
    ]);
  });

  it.each([
    ['is busy', '421 4.3.2 Come back later'],
    ['does not let us in', '554 5.7.1 Not you'],
    ['is silent', 'hang'],
  ])('uses the next one where the first %s', async (_, greeting) => {
    const first = await startNextHop({ opening: 'plaintext', answers: ({ stage }) => (stage === 'greeting' ? greeting : undefined) });
    const rows = await deliverVia({ host: '127.0.0.1', port: first.port }, { host: '127.0.0.1', port: peer.port });
    await first.stop();
    expect(rows).toMatchObject([{ nextHop: `127.0.0.1:${peer.port}` }]);
  });
});
