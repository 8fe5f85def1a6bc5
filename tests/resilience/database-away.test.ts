import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { MailRecords } from '../support/mail-records';
import { SmtpClient } from '../support/smtp-client';
import { waitFor } from '../support/wait-for';
import { openScene, type Scene } from './scene';

// The database goes away while deliveries are under way. Clients are put off; what the next hop has taken is recorded when the database is
// back, and no message is sent twice.

const PATIENCE = { timeoutMs: 60_000, everyMs: 20 };

let scene: Scene;
let pool: pg.Pool;
let release: () => void = () => undefined;

beforeAll(async () => {
  scene = await openScene();
  pool = new pg.Pool({ connectionString: scene.databaseUrl, max: 1 });
  pool.on('error', () => undefined);
});

afterEach(letGo);

afterAll(async () => {
  await pool?.end();
  await scene?.stop();
});

/** A next hop that has taken some gets more at a time. */
async function warmUp(): Promise<void> {
  const sending = scene.startSending({ connections: 5, messages: 40 });
  await sending.finished;
  await scene.allDelivered(sending);
}

/** From now on the next hop takes messages, and says so only when it is let go. */
function holdAnswers(): void {
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  scene.nextHop.answerWith(({ stage }) => (stage === 'message' ? released : undefined));
}

function letGo(): void {
  scene.nextHop.answerWith(() => undefined);
  release();
}

/** Resolves when so many messages more have been taken by the next hop. */
async function taken(count: number, before: number): Promise<void> {
  await waitFor(`the next hop to have ${count} messages`, () => scene.nextHop.messages.length >= before + count, PATIENCE);
}

it.each([
  ['is killed', () => scene.killDatabase()],
  ['is shut down', () => scene.stopDatabase()],
])('the database %s: clients get 451 4.3.0, deliveries under way are recorded when it is back, once each', async (_, goAway) => {
  const talking = await SmtpClient.connect({ port: scene.worker.ports.smtp });
  await talking.open();
  for (const command of ['MAIL FROM:<a@sender.example>', 'RCPT TO:<b@partner.example>']) await talking.expect(command, 250);
  await talking.expect('DATA', 354);

  await warmUp();
  holdAnswers();
  const before = scene.nextHop.messages.length;
  const sending = scene.startSending({ connections: 10, messages: 40 });
  await sending.finished;
  await taken(5, before);
  await goAway();
  // Processes of a killed server may answer for a moment more.
  await scene.databaseWire.cut();
  await scene.databaseWire.restore();
  expect((await talking.command('Subject: x\r\n\r\nx\r\n.')).text).toMatch(/^451 4\.3\.0 /);
  expect((await talking.command('MAIL FROM:<a@sender.example>')).text).toMatch(/^451 4\.3\.0 /);
  letGo();
  await scene.restartDatabase();
  expect(await scene.allDelivered(sending)).toEqual({ duplicates: 0 });
  await talking.expect('MAIL FROM:<a@sender.example>', 250);
  await talking.quit();
});

it('two workers: after an outage longer than their leases neither takes for dead what only could not be heard', async () => {
  const other = await scene.anotherWorker();
  await other.start();
  try {
    holdAnswers();
    const before = scene.nextHop.messages.length;
    const sending = scene.startSending({ connections: 10, messages: 40 });
    await sending.finished;
    await taken(5, before);
    await scene.databaseWire.cut();
    await pool.query(`UPDATE worker SET lease_until = now() - interval '1 minute'`);
    letGo();
    await scene.databaseWire.restore();
    expect(await scene.allDelivered(sending)).toEqual({ duplicates: 0 });
  } finally {
    await other.stop();
  }
  // Whoever has really gone leaves nothing behind.
  expect(await new MailRecords(pool).countByState()).not.toHaveProperty('active');
});
