import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LiveHub } from '@/lib/console/live-hub';
import { LIVE_CHANNEL, type LiveBatch } from '@/lib/live/live-event';
import { type Gateway, startGateway } from '../../support/gateway';
import { forcedTlsIn } from '../../support/rules';
import { waitFor } from '../../support/wait-for';

// What a worker tells those who watch: through the database, and only while somebody does.

let gateway: Gateway;
let listener: pg.Client;
let hub: LiveHub;
const notifications: string[] = [];
beforeAll(async () => {
  gateway = await startGateway({
    rules: [forcedTlsIn({ domain: 'mydomain.tld' })],
    localDomains: [
      {
        domain: 'local.example',
        deliverTo: { hosts: [{ host: '127.0.0.1', port: 1 }], encryption: 'opportunistic', certificateCheck: null },
      },
    ],
  });
  hub = new LiveHub(gateway.databaseUrl, gateway.sql);
  listener = new pg.Client({ connectionString: gateway.databaseUrl });
  await listener.connect();
  listener.on('notification', ({ payload = '' }) => notifications.push(payload));
  await listener.query(`LISTEN ${LIVE_CHANNEL}`);
});
afterAll(async () => {
  hub?.stop();
  await listener?.end();
  await gateway?.stop();
});

async function send(from: string): Promise<void> {
  const client = await gateway.connect('smtp');
  await client.open();
  await client.sendMessage({ from, to: ['bob@local.example'], data: 'Subject: hello\r\n\r\nHello\r\n' }).catch(() => undefined);
  await client.quit();
}

it('tells sessions and deliveries, over the hub of a console', async () => {
  const ending = new AbortController();
  const seen: LiveBatch['events'][number][] = [];
  const watching = (async () => {
    for await (const batch of hub.watch(ending.signal)) seen.push(...batch.events);
  })();
  await waitFor('a session to be told', async () => {
    await send('ann@elsewhere.tld');
    return seen.some(({ name }) => name === 'deferred');
  });
  await send('eve@mydomain.tld');
  await waitFor('the refusal to be told', () => seen.some(({ name }) => name === 'transaction-refused'));
  ending.abort();
  await watching;
  const refused = seen.find(({ name }) => name === 'transaction-refused');
  expect(refused).toMatchObject({ sender: 'eve@mydomain.tld', reply: expect.stringContaining('550 5.7.10') });
  const names = new Set(seen.map(({ name }) => name));
  for (const name of ['session-opened', 'transaction-accepted', 'session-closed', 'delivery-started', 'deferred'])
    expect(names).toContain(name);
  const accepted = seen.find(({ name }) => name === 'transaction-accepted');
  expect(accepted).toMatchObject({ sender: 'ann@elsewhere.tld', recipients: 1, queueId: expect.any(String) });
});

it('keeps no more for a watcher that reads nothing than so many events, and tells how many it has missed', async () => {
  const ending = new AbortController();
  const slow = hub.watch(ending.signal);
  await slow.next();
  const event = { name: 'session-closed', at: new Date().toISOString(), session: 'x'.repeat(100) };
  const batch = JSON.stringify({ events: Array.from({ length: 40 }, () => event), missed: 1 });
  const before = notifications.length;
  // As soon as the hub listens, each is heard.
  await waitFor('30 notifications', async () => {
    await gateway.sql.query('SELECT pg_notify($1, $2)', [LIVE_CHANNEL, batch]);
    return notifications.length - before >= 30;
  });
  const told = await waitFor('the rest to be counted', async () => {
    const { value } = await slow.next();
    return value !== undefined && value.missed > 0 ? value : null;
  });
  ending.abort();
  await slow.return();
  expect(told.events.length).toBeLessThanOrEqual(500);
});
