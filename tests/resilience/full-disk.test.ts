import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Hold } from '../support/gate';
import { MailRecords } from '../support/mail-records';
import { mountSmallDisk, type SmallDisk } from '../support/small-disk';
import { SmtpClient } from '../support/smtp-client';
import { waitFor } from '../support/wait-for';
import { openScene, type Scene } from './scene';

// The disk of PostgreSQL is full. What cannot be stored is put off, what has been delivered is not forgotten, and once there is room again
// everything goes on by itself.

const DISK_MIB = 300;
const KIB = 1024;
const PATIENCE = { timeoutMs: 60_000, everyMs: 20 };

let disk: SmallDisk;
let scene: Scene;
let pool: pg.Pool;
let records: MailRecords;

beforeAll(async () => {
  disk = mountSmallDisk(DISK_MIB);
  scene = await openScene({ databaseIn: disk.directory });
  pool = new pg.Pool({ connectionString: scene.databaseUrl, max: 1 });
  // The server may end for want of space.
  pool.on('error', () => undefined);
  records = new MailRecords(pool);
});

afterEach(() => disk.free());

afterAll(async () => {
  await pool?.end();
  await scene?.stop();
  disk?.remove();
});

/** Tables cannot grow any more. The write-ahead log has a segment of its own before it, so that the server itself stays up. */
async function fillUnderTables(): Promise<void> {
  await pool.query('SELECT pg_switch_wal()');
  await pool.query('CHECKPOINT');
  disk.fill();
}

/** What no compression makes smaller. */
function text(octets: number): string {
  return randomBytes(octets / 2)
    .toString('hex')
    .replace(/.{64}/g, '$&\r\n');
}

async function send(client: SmtpClient, to: readonly string[], body: string): Promise<string> {
  const reply = await client.sendMessage({ from: 'a@sender.example', to, data: `Subject: ${to[0]}\r\n\r\n${body}\r\n` });
  return reply.text;
}

function copies(address: string): number {
  return scene.nextHop.messages.filter(({ recipients }) => recipients.some((each) => each.address === address)).length;
}

it.each([
  ['held in memory until it is complete', 200 * KIB],
  ['stored piece by piece while it comes', 1000 * KIB],
])('a message that is %s is put off, and taken when there is room again', async (_, octets) => {
  const to = `of-${octets}@partner.example`;
  const client = await SmtpClient.connect({ port: scene.worker.ports.smtp });
  await client.open();
  const pid = scene.worker.pid();
  await fillUnderTables();
  const body = text(octets);
  expect(await send(client, [to], body)).toBe('452 4.3.1 The queue is full, please try again later');
  expect(await send(client, [to], body)).toMatch(/^452 4\.3\.1 /);
  expect((await fetch(`http://127.0.0.1:${scene.worker.ports.metrics}/healthz`)).status).toBe(200);
  disk.free();
  expect(await send(client, [to], body)).toMatch(/^250 /);
  await client.quit();
  await records.waitForState(to, 'delivered');
  expect(copies(to)).toBe(1);
  expect(scene.worker.pid()).toBe(pid);
});

it('what the next hop has taken meanwhile is recorded when there is room again, and not sent twice', async () => {
  const to = Array.from({ length: 200 }, (_, index) => `r${index}@partner.example`);
  const [first = ''] = to;
  const taken = new Promise<Hold>((resolve) => {
    scene.nextHop.answerWith(({ stage }) => {
      if (stage === 'message') resolve(scene.nextHop.wire.holdOpen('answers'));
      return undefined;
    });
  });
  const client = await SmtpClient.connect({ port: scene.worker.ports.smtp });
  await client.open();
  expect(await send(client, to, 'x')).toMatch(/^250 /);
  await client.quit();
  const answer = await taken;
  scene.nextHop.answerWith(() => undefined);
  await fillUnderTables();
  const written = scene.worker.output().length;
  answer.release();
  await waitFor('the settlement to fail', () => scene.worker.output().slice(written).includes('No space left on device'), PATIENCE);
  expect(await records.recipientState(first)).toBe('active');
  disk.free();
  await records.waitForState(first, 'delivered');
  for (const address of to) expect(await records.recipientState(address)).toBe('delivered');
  expect(copies(first)).toBe(1);
});

it('under load, with no room for the log of the database either: nothing that was accepted is lost', async () => {
  const sending = scene.startSending({ connections: 8, messages: 400 });
  await scene.accepted(sending, 50);
  disk.fill();
  await waitFor('senders to be put off', () => sending.retries() >= 30, PATIENCE);
  disk.free();
  // It may have ended: an operator starts it again.
  await scene.restartDatabase();
  await sending.finished;
  const { duplicates } = await scene.allDelivered(sending);
  console.log(`${sending.retries()} attempts of senders to be repeated, ${duplicates} duplicates`);
  expect(sending.refusals).toEqual([]);
});
