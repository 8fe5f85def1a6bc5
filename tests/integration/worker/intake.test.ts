import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHUNK_SIZE } from '@/lib/queue/body-chunks';
import { type Gateway, startGateway } from '../../support/gateway';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({
    localDomains: [
      {
        domain: 'local.example',
        deliverTo: { hosts: [{ host: '127.0.0.1', port: 1 }], encryption: 'opportunistic', certificateCheck: null },
      },
    ],
  });
});
afterAll(() => gateway?.stop());

/** Lines of base64, so that nothing but CRLF ends a line. */
function message(octets: number): Buffer {
  const lines =
    randomBytes(octets)
      .toString('base64')
      .match(/.{1,76}/g) ?? [];
  return Buffer.from(`Subject: large\r\n\r\n${lines.join('\r\n')}\r\n`);
}

async function chunksOf(address: string): Promise<number[]> {
  const { rows } = await gateway.sql.query<{ length: number }>(
    `SELECT length(data) FROM message_chunk WHERE transaction_id = (SELECT transaction_id FROM mail_recipient WHERE address = $1) ORDER BY sequence`,
    [address],
  );
  return rows.map(({ length }) => length);
}

describe('a message as it is stored', () => {
  it.each([
    ['small', 1000],
    ['just over one chunk', CHUNK_SIZE],
    ['many chunks', 5_000_000],
  ])('%s: byte for byte behind our Received header', async (name, octets) => {
    const to = `${name.replaceAll(' ', '-')}@local.example`;
    const data = message(octets);
    const client = await gateway.connect('smtps');
    await client.open();
    expect((await client.sendMessage({ from: 'a@b.example', to: [to], data })).code).toBe(250);
    await client.quit();
    const stored = await gateway.storedMessage(to);
    const added = (stored?.length ?? 0) - data.length;
    expect(stored?.subarray(added).equals(data)).toBe(true);
    expect(stored?.subarray(0, added).toString()).toMatch(/^Received: from client\.example [\s\S]*\r\n$/);
    expect(stored?.subarray(0, added).toString().match(/^\S+:/gm)).toEqual(['Received:']);
    const chunks = await chunksOf(to);
    expect(chunks.slice(0, -1).every((length) => length === CHUNK_SIZE)).toBe(true);
  });

  it('over the limit: refused after its end, and no recipient is left', async () => {
    const client = await gateway.connect('smtps');
    await client.open();
    await client.expect('MAIL FROM:<a@b.example>', 250);
    await client.expect('RCPT TO:<huge@local.example>', 250);
    await client.expect('DATA', 354);
    const line = `${'x'.repeat(1022)}\r\n`;
    for (let i = 0; i < 51 * 1024; i += 64) client.sendRaw(line.repeat(64));
    client.sendRaw('.\r\n');
    expect((await client.reply()).text).toMatch(/^552 5\.3\.4 /);
    await client.quit();
    await gateway.waitForState('huge@local.example', 'refused');
  });
});

it('many sessions at once share commits, and each 250 names a message that is there', async () => {
  const before = await commits();
  const replies = await Promise.all(
    Array.from({ length: 60 }, async (_, i) => {
      const client = await gateway.connect('smtp');
      await client.open();
      const reply = await client.sendMessage({
        from: `s${i}@b.example`,
        to: [`many${i}@local.example`],
        data: `Subject: ${i}\r\n\r\nx\r\n`,
      });
      await client.quit();
      return reply.text;
    }),
  );
  const ids = replies.map((reply) => /^250 2\.0\.0 Ok: queued as (\w+)$/.exec(reply)?.[1]);
  const { rows } = await gateway.sql.query<{ count: number }>(
    'SELECT count(*)::int FROM mail_transaction WHERE accepted AND id = ANY($1)',
    [ids],
  );
  expect(rows[0]?.count).toBe(60);
  expect((await commits()) - before).toBeLessThan(60);
});

async function commits(): Promise<number> {
  const metrics = await (await fetch(`http://127.0.0.1:${gateway.metricsPort}/metrics`)).text();
  return Number(/^siegel_commit_seconds_count (\d+)$/m.exec(metrics)?.[1]);
}
