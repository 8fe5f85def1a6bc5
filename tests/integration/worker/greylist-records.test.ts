import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordedPages } from '@/lib/queue/read-recorded';
import { type Gateway, startGateway } from '../../support/gateway';
import { waitFor } from '../../support/wait-for';

// What a rule that greylists leaves behind: the record of a recipient, its hits, and whom it knows.

const STRANGERS = {
  name: 'strangers',
  conditions: [['delivery.sender-domain', { operator: 'is', domains: ['stranger.tld'] }]],
  actions: [['smtp.greylist', { delay: 300 }]],
} as const;

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({
    rules: [STRANGERS],
    localDomains: [
      {
        domain: 'local.example',
        deliverTo: { hosts: [{ host: '127.0.0.1', port: 1 }], encryption: 'opportunistic', certificateCheck: null },
      },
    ],
  });
});
afterAll(() => gateway?.stop());

async function send(from: string, to: string): Promise<number> {
  const client = await gateway.connect('smtp');
  await client.open();
  const { code } = await client.sendMessage({ from, to: [to], data: 'Subject: x\r\n\r\n' });
  await client.quit();
  return code;
}

async function recorded(address: string) {
  const { rows } = await gateway.sql.query<{ firstSeen: Date | null; receivedAt: Date; transaction: string }>(
    `SELECT r.first_seen AS "firstSeen", t.received_at AS "receivedAt", t.id AS transaction
     FROM mail_recipient r JOIN mail_transaction t ON t.id = r.transaction_id WHERE r.address = $1 ORDER BY r.id`,
    [address],
  );
  return rows;
}

it('the first attempt is recorded with the recipient, and a replay reads it', async () => {
  const client = await gateway.connect('smtp');
  await client.open();
  await client.expect('MAIL FROM:<a@stranger.tld>', 250);
  await client.expect('RCPT TO:<recorded@local.example>', 450);
  await client.quit();
  await gateway.rememberLonger(600);
  expect(await send('a@stranger.tld', 'recorded@local.example')).toBe(250);
  const [first, second] = await waitFor('both records', async () => {
    const rows = await recorded('recorded@local.example');
    return rows.length === 2 ? rows : null;
  });
  expect(first?.firstSeen).toEqual(first?.receivedAt);
  expect(second?.firstSeen?.getTime()).toBe((first?.receivedAt.getTime() ?? 0) - 600_000);

  const until = new Date(Date.now() + 60_000);
  const replayed: unknown[] = [];
  for await (const page of recordedPages(gateway.sql, { from: new Date(0), until }, { pageSize: 10, without: [] })) {
    replayed.push(...page.flatMap(({ recipients }) => recipients));
  }
  expect(replayed).toContainEqual({
    address: 'recorded@local.example',
    domain: 'local.example',
    relayed: false,
    firstSeen: second?.firstSeen?.toISOString(),
  });
});

it('nothing is noted of whom no rule asks about', async () => {
  expect(await send('a@known.tld', 'unasked@local.example')).toBe(250);
  expect(await recorded('unasked@local.example')).toMatchObject([{ firstSeen: null }]);
});

it('a monitored rule counts whom it would have put off, and knows them when it is enforced', async () => {
  await gateway.setRuleMode('strangers', 'monitor');
  for (const expected of [250, 250]) expect(await send('b@stranger.tld', 'monitored@local.example')).toBe(expected);
  await gateway.rememberLonger(301);
  expect(await send('b@stranger.tld', 'monitored@local.example')).toBe(250);
  const hits = await waitFor('the hits of three messages', async () => {
    const { rows } = await gateway.sql.query<{ judged: number; decided: number }>(
      `SELECT sum(judged)::int AS judged, sum(decided)::int AS decided FROM rule_hit WHERE mode = 'monitor'`,
    );
    return rows[0]?.judged === 3 ? rows[0] : null;
  });
  expect(hits).toEqual({ judged: 3, decided: 2 });
  await gateway.setRuleMode('strangers', 'enforce');
  expect(await send('b@stranger.tld', 'monitored@local.example')).toBe(250);
});
