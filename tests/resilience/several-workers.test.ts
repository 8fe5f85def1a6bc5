import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accepts } from '../support/free-port';
import { SmtpClient } from '../support/smtp-client';
import { waitFor } from '../support/wait-for';
import { openScene, type Scene } from './scene';

const WORKERS = 3;
const MOST_PER_CLIENT = 12;

interface WorkerRow {
  readonly pid: number;
  readonly sessions: number;
}

let scene: Scene;
let pool: pg.Pool;

beforeAll(async () => {
  scene = await openScene({ workers: WORKERS, acceptance: { maxConnectionsPerClient: MOST_PER_CLIENT } });
  pool = new pg.Pool({ connectionString: scene.databaseUrl, max: 1 });
  await waitFor('all workers', async () => (await living()).length === WORKERS, PATIENCE);
});

afterAll(async () => {
  await pool?.end();
  await scene?.stop();
});

const PATIENCE = { timeoutMs: 60_000, everyMs: 50 };

/** Those that have not stopped and whose lease runs. */
async function living(): Promise<WorkerRow[]> {
  const { rows } = await pool.query<WorkerRow>('SELECT pid, sessions FROM worker WHERE stopped_at IS NULL AND lease_until > now()');
  return rows;
}

async function livingPids(): Promise<number[]> {
  return (await living()).map(({ pid }) => pid).sort();
}

async function metrics(): Promise<string> {
  return (await fetch(`http://127.0.0.1:${scene.worker.ports.metrics}/metrics`)).text();
}

it('share one port, have a row each, and are measured together', async () => {
  const clients = await Promise.all(Array.from({ length: 9 }, () => SmtpClient.connect({ port: scene.worker.ports.smtp })));
  for (const client of clients) await client.open();
  // Each worker writes its row in its own time, so the rows do not agree at any one moment before the last has written.
  await waitFor(
    'every worker to have some, and all of them nine',
    async () => {
      const sessions = (await living()).map((worker) => worker.sessions);
      return sessions.every((count) => count > 0) && sessions.reduce((sum, count) => sum + count, 0) === 9;
    },
    PATIENCE,
  );

  const text = await metrics();
  expect(text).toContain(`siegel_workers ${WORKERS}\n`);
  expect(text).toContain('siegel_sessions_open 9\n');
  expect(text).toContain('siegel_sessions_total{listener="smtp"} ');
  expect((await fetch(`http://127.0.0.1:${scene.worker.ports.metrics}/readyz`)).status).toBe(200);
  for (const client of clients) client.destroy();
});

it('hold the limit per client together', async () => {
  await waitFor('no session to be open', async () => (await metrics()).includes('siegel_sessions_open 0\n'), PATIENCE);
  const open: SmtpClient[] = [];
  const greeting = async (): Promise<number> => {
    const client = await SmtpClient.connect({ port: scene.worker.ports.smtp });
    const { code } = await client.reply();
    if (code === 220) open.push(client);
    else client.destroy();
    return code;
  };
  for (let count = 0; count < MOST_PER_CLIENT; count += 1) expect(await greeting()).toBe(220);
  // They tell one another several times a second; without that each would take the whole limit.
  await waitFor('the limit to hold', async () => (await greeting()) === 421 && (await greeting()) === 421 && (await greeting()) === 421);
  expect(open.length).toBeLessThan(WORKERS * MOST_PER_CLIENT);
  for (const client of open) client.destroy();
});

it('go on when one is killed, which is started again', async () => {
  const before = await livingPids();
  const [victim = 0] = before;
  const sending = scene.startSending({ connections: 5, messages: 60 });
  await scene.accepted(sending, 10);
  process.kill(victim, 'SIGKILL');
  await sending.finished;
  await scene.allDelivered(sending);
  await waitFor(
    'another in its place',
    async () => {
      const now = await livingPids();
      return now.length === WORKERS && !now.includes(victim);
    },
    PATIENCE,
  );
  expect(sending.refusals).toEqual([]);
  expect(scene.worker.output()).toContain('"event":"worker-ended"');
});

it('are replaced one after the other on SIGUSR2, and no connection is refused', async () => {
  const before = await livingPids();
  let replaced = false;
  let sent = 0;
  const lost: number[] = [];
  const keepSending = async (): Promise<void> => {
    while (!replaced) {
      const sending = scene.startSending({ connections: 4, messages: 20 });
      await sending.finished;
      await scene.allDelivered(sending);
      lost.push(sending.retries() - sending.putOff());
      sent += 20;
    }
  };
  const load = keepSending();
  scene.worker.signal('SIGUSR2');
  await waitFor(
    'all to be others',
    async () => {
      const now = await livingPids();
      return now.length === WORKERS && now.every((pid) => !before.includes(pid));
    },
    PATIENCE,
  ).finally(() => {
    replaced = true;
  });
  await load;
  expect(sent).toBeGreaterThan(0);
  expect(lost.filter((count) => count > 0)).toEqual([]);
});

it('stop together, finishing what they have', async () => {
  const client = await SmtpClient.connect({ port: scene.worker.ports.smtp });
  await client.open();
  await client.expect('MAIL FROM:<a@sender.example>', 250);
  await client.expect('RCPT TO:<b@partner.example>', 250);
  await client.expect('DATA', 354);
  scene.worker.signal('SIGTERM');
  await waitFor('the port to be closed', async () => !(await accepts(scene.worker.ports.smtp)), PATIENCE);
  client.send('Subject: last\r\n\r\nlast\r\n.');
  expect((await client.reply()).code).toBe(250);
  expect((await client.reply()).code).toBe(421);
  await waitFor('every worker to have stopped', async () => (await living()).length === 0, PATIENCE);
});
