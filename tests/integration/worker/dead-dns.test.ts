import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DnsServer, startDnsServer } from '../../support/dns-server';
import { type Gateway, startGateway } from '../../support/gateway';
import { type NextHop, startNextHop } from '../../support/next-hop';

// The resolver is there and of no use. What needs it waits, everything else goes on.

const WAYS = [
  ['never answers', 'silence', /ETIMEOUT/],
  ['answers SERVFAIL', 'servfail', /ESERVFAIL/],
  ['refuses to answer', 'refused', /EREFUSED/],
] as const;

describe.each(WAYS)('a resolver that %s:', (_, answer, code) => {
  let dns: DnsServer;
  let nextHop: NextHop;
  let gateway: Gateway;

  beforeAll(async () => {
    dns = await startDnsServer();
    dns.setOthers(answer);
    nextHop = await startNextHop({ opening: 'plaintext' });
    const relayed = (domain: string, host: string) => ({
      name: `relay ${domain}`,
      conditions: [['recipient.domain', { operator: 'is', domains: [domain] }] as const],
      actions: [['relay.host', { to: 'hosts', hosts: [{ host, port: nextHop.port }] }] as const],
    });
    gateway = await startGateway(
      {
        routing: { relayNetworks: ['127.0.0.0/8'] },
        rules: [
          {
            name: 'SPF',
            conditions: [
              ['delivery.sender-domain', { operator: 'is', domains: ['checked.example'] }],
              ['checks.spf', { results: ['fail'] }],
            ],
            actions: [['smtp.action', { outcome: 'reject' }]],
          },
          relayed('by-address.example', '127.0.0.1'),
          relayed('by-name.example', 'mail.by-name.example'),
        ],
      },
      { dns },
    );
  });
  afterAll(async () => {
    await gateway?.stop();
    await Promise.all([nextHop?.stop(), dns?.stop()]);
  });

  async function accepted(to: string): Promise<void> {
    const client = await gateway.connect('smtp');
    await client.open();
    expect((await client.sendMessage({ from: 'a@sender.example', to: [to], data: 'Subject: x\r\n\r\nx\r\n' })).code).toBe(250);
    await client.quit();
  }

  it('mail to a host that is given by its address is delivered, while other mail waits for the resolver', async () => {
    await accepted('b@by-mx.example');
    await accepted('b@by-name.example');
    await accepted('b@by-address.example');
    await gateway.waitForState('b@by-address.example', 'delivered');
  });

  it('mail whose next hop cannot be looked up is put off, and says why', async () => {
    for (const to of ['b@by-mx.example', 'b@by-name.example']) {
      await expect.poll(() => gateway.recipientState(to), { timeout: 50_000 }).toBe('deferred');
      const [attempt] = await gateway.attempts(to);
      expect(attempt).toMatchObject({ outcome: 'deferred', reason: 'dns-failure' });
      expect(attempt?.detail).toMatch(/be (looked up|found)/);
      expect(attempt?.detail).toMatch(code);
    }
    expect((await gateway.attempts('b@by-mx.example'))[0]?.detail).toContain('The MX of by-mx.example could not be looked up');
  });

  it('a sender whose rule needs the resolver is put off, and holds nobody up', async () => {
    const waiting = await gateway.connect('smtp');
    await waiting.open();
    waiting.send('MAIL FROM:<a@checked.example>');
    const other = await gateway.connect('smtp');
    await other.open();
    await other.expect('MAIL FROM:<a@sender.example>', 250);
    await other.quit();
    expect((await waiting.reply()).text).toMatch(/^451 4\.7\.0 A look-up that the policy needs has failed/);
    await waiting.expect('MAIL FROM:<a@sender.example>', 250);
    await waiting.quit();
  });

  it('when it answers again, what has waited is delivered', async () => {
    dns.setOthers('unknown');
    dns.set('mail.by-name.example', { a: ['127.0.0.1'] });
    await gateway.retryNow('b@by-name.example');
    await gateway.waitForState('b@by-name.example', 'delivered');
    expect(nextHop.messages).toHaveLength(2);
  });
});
