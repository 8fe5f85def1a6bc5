import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type CertificateAuthority, createCertificateAuthority } from '../../support/certificate-authority';
import { type DnsServer, startDnsServer } from '../../support/dns-server';
import { type NextHop, startNextHop } from '../../support/next-hop';
import { type Outgoing, startOutgoing } from './outgoing';

// The local address that connections to next hops are opened from.

const HOST = 'mx.partner.example';
const RECIPIENT = 'bob@partner.example';

let authority: CertificateAuthority;
let dns: DnsServer;
let outgoing: Outgoing;
let peer: NextHop;

beforeAll(async () => {
  authority = await createCertificateAuthority();
  dns = await startDnsServer({ [HOST]: { a: ['127.0.0.1'] } });
  outgoing = await startOutgoing({ dnsServers: [dns.address], extraCa: authority.certificate });
  peer = await startNextHop({ opening: 'implicit', certificate: await authority.issue([HOST]) });
});

afterAll(async () => {
  await outgoing?.stop();
  await dns?.stop();
  await peer?.stop();
});

afterEach(async () => {
  await outgoing.act('delete', RECIPIENT);
});

function sendFrom(address: string): void {
  outgoing.setPolicy({
    rules: [
      {
        name: 'source address',
        conditions: [],
        actions: [
          ['relay.host', { to: 'hosts', hosts: [{ host: HOST, port: peer.port }] }],
          ['relay.ssl-encryption', { ssl: true }],
          ['relay.source-address', { address }],
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

describe('A source address', () => {
  it('is the one that the next hop sees, and connections from another one are not used for it', async () => {
    for (const address of ['127.0.0.2', '127.0.0.3']) {
      sendFrom(address);
      await attemptsOnce('delivered');
      expect(peer.connections.at(-1)?.clientAddress).toBe(address);
    }
  });

  it('that this machine does not have makes the mail wait, and says so', async () => {
    sendFrom('192.0.2.7');
    expect(await attemptsOnce('deferred')).toMatchObject([
      {
        outcome: 'deferred',
        reason: 'source-address-unusable',
        detail: 'This machine does not have the address 192.0.2.7 that mail is to leave from.',
      },
    ]);
    sendFrom('127.0.0.4');
    await outgoing.act('retry', RECIPIENT);
    await outgoing.records.waitForState(RECIPIENT, 'delivered');
  });

  it('of another family than all addresses of the next hop makes the mail wait, and says so', async () => {
    sendFrom('::1');
    expect(await attemptsOnce('deferred')).toMatchObject([
      {
        reason: 'source-address-unusable',
        detail: `${HOST}:${peer.port} has no IPv6 address, but mail to it is to leave from ::1.`,
      },
    ]);
  });

  it('of the settings is the default under the rules', async () => {
    outgoing.setPolicy({
      routing: {
        sourceAddress: '127.0.0.5',
        smartHost: { hosts: [{ host: HOST, port: peer.port }], encryption: 'implicit', certificateCheck: null, authentication: null },
      },
    });
    await attemptsOnce('delivered');
    expect(peer.connections.at(-1)?.clientAddress).toBe('127.0.0.5');
  });
});
