import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CertificateAuthority, createCertificateAuthority } from '../../support/certificate-authority';
import { type DnsServer, startDnsServer } from '../../support/dns-server';
import { type Gateway, startGateway } from '../../support/gateway';
import { type NextHop, startNextHop } from '../../support/next-hop';
import { tlsaOf } from '../../support/tlsa';
import { waitFor } from '../../support/wait-for';
import { readWire } from '../../support/wire-tap';

// A rule with DANE through the whole gateway: the mail waits, whatever a trusted CA says, until the TLSA records are right.

const HOST = 'mx.partner.example';
const RECIPIENT = 'bob@partner.example';
const SENDER = 'alice@local.example';

let authority: CertificateAuthority;
let dns: DnsServer;
let gateway: Gateway;
let partner: NextHop;
let home: NextHop;

beforeAll(async () => {
  authority = await createCertificateAuthority();
  dns = await startDnsServer({ [HOST]: { a: ['127.0.0.1'], signed: true } });
  partner = await startNextHop({ opening: 'implicit', certificate: await authority.issue([HOST]) });
  home = await startNextHop({ opening: 'plaintext' });
  gateway = await startGateway({ routing: { relayNetworks: ['127.0.0.0/8'] } }, { dns, authority });
  await gateway.setRules([
    {
      name: 'partner with DANE',
      conditions: [
        ['delivery.relaying-mail', { relaying: true }],
        ['recipient.domain', { operator: 'is', domains: ['partner.example'] }],
      ],
      actions: [
        ['relay.host', { to: 'hosts', hosts: [{ host: HOST, port: partner.port }] }],
        ['relay.ssl-encryption', { ssl: true }],
        ['relay.certificate-check', { kind: 'dane' }],
      ],
    },
    { name: 'back', conditions: [], actions: [['relay.host', { to: 'hosts', hosts: [{ host: '127.0.0.1', port: home.port }] }]] },
  ]);
});

afterAll(async () => {
  await gateway?.stop();
  await Promise.all([partner, home].map((peer) => peer?.stop()));
  await dns?.stop();
});

async function sendOne(): Promise<void> {
  const client = await gateway.connect('smtp');
  await client.open();
  expect((await client.sendMessage({ from: SENDER, to: [RECIPIENT], data: 'Subject: DANE\r\n\r\nx\r\n' })).code).toBe(250);
  await client.quit();
}

function publish(certificate: string): void {
  dns.set(`_${partner.port}._tcp.${HOST}`, { tlsa: [tlsaOf('3 1 1', certificate)], signed: true });
}

function expectNothingInClear(): void {
  for (const connection of partner.connections) expect(readWire(connection.fromClient())).toMatchObject({ clear: '', strayBytes: 0 });
}

it('goes back to its sender with 5.7.5 when its time is over, and says what was wrong', async () => {
  publish((await authority.issue([HOST])).certificate);
  await sendOne();
  await gateway.waitForState(RECIPIENT, 'deferred');
  await gateway.sql.query(`UPDATE mail_recipient SET expires_at = now() WHERE address = $1 AND state = 'deferred'`, [RECIPIENT]);
  await gateway.retryNow(RECIPIENT);
  await gateway.waitForState(RECIPIENT, 'expired');
  const report = await waitFor('the DSN', () => home.messages[0]?.data.toString());
  expect(report).toContain('Status: 5.7.5');
  expect(report).toContain('partner with DANE');
  expect(report).toMatch(/Encryption demanded: Encrypted, DANE/);
  expect(report).toMatch(/matches none of the TLSA/);
  expectNothingInClear();
});

it('waits without records and with wrong ones, then is delivered with right ones', async () => {
  dns.remove(`_${partner.port}._tcp.${HOST}`);
  const before = partner.connections.length;
  await sendOne();
  await gateway.waitForState(RECIPIENT, 'deferred');
  expect(partner.connections).toHaveLength(before);

  publish((await authority.issue([HOST])).certificate);
  await gateway.retryNow(RECIPIENT);
  await waitFor('the second attempt', async () => (await gateway.attempts(RECIPIENT)).length === 2);
  expect(partner.messages).toEqual([]);

  const right = await authority.issue([HOST]);
  await partner.stop();
  partner = await startNextHop({ opening: 'implicit', certificate: right, port: partner.port });
  publish(right.certificate);
  await gateway.retryNow(RECIPIENT);
  await gateway.waitForState(RECIPIENT, 'delivered');
  expect(partner.messages).toMatchObject([{ sender: SENDER, encrypted: true }]);
  expect(partner.handshakes).toMatchObject([{ servername: HOST }]);
  expectNothingInClear();
  const demanded = { startsWith: 'implicit', check: { kind: 'dane' } };
  expect(await gateway.attempts(RECIPIENT)).toMatchObject([
    { outcome: 'deferred', reason: 'dane-not-available', demanded, achieved: null },
    { outcome: 'deferred', reason: 'dane-mismatch', demanded, achieved: { level: 'name-verified' } },
    { outcome: 'delivered', reason: null, demanded, achieved: { level: 'dane' } },
  ]);
});
