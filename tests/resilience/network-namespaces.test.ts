import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createNetwork, type Network } from '../support/network';
import { waitFor } from '../support/wait-for';
import type { WorkerProcess } from '../support/worker-process';
import { openScene, type Scene } from './scene';

// Three workers on three hosts (network namespaces) share one PostgreSQL. Under load one is cut off from everybody, one is killed, one is
// restarted.

const MESSAGES = 400;
const PATIENCE = { timeoutMs: 60_000, everyMs: 50 };

let network: Network;
let scene: Scene;
let pool: pg.Pool;
let workers: WorkerProcess[];

beforeAll(async () => {
  network = createNetwork(3);
  scene = await openScene({ network });
  pool = new pg.Pool({ connectionString: scene.databaseUrl, max: 2 });
  const [, second, third] = network.hosts;
  if (second === undefined || third === undefined) throw new Error('three hosts were to be made');
  const others = [await scene.anotherWorker({ on: second }), await scene.anotherWorker({ on: third })];
  workers = [scene.worker, ...others];
  await Promise.all(others.map((worker) => worker.start()));
});

afterAll(async () => {
  await pool?.end();
  await Promise.all((workers ?? []).slice(1).map((worker) => worker.stop()));
  await scene?.stop();
  network?.remove();
});

it('nothing that was accepted is lost, nothing stays behind, and nothing arrives twice without a reason', async () => {
  const [cutOff, killed, restarted] = workers;
  const [host] = network.hosts;
  if (cutOff === undefined || killed === undefined || restarted === undefined || host === undefined) throw new Error('three workers');
  const sendings = workers.map((worker) => scene.startSending({ connections: 4, messages: MESSAGES, worker }));
  await Promise.all(sendings.map((sending) => scene.accepted(sending, 40)));

  const cutOffPid = cutOff.pid();
  host.cutOff();
  const unheard = await claimsOf(cutOffPid);
  const killedPid = killed.pid();
  await killed.kill();
  const orphaned = await claimsOf(killedPid);
  await Promise.all([killed.start(), restarted.restart()]);
  await waitFor('the lease of the worker that is cut off to pass', () => isLost(cutOffPid), PATIENCE);
  await waitFor('its claims to be taken over', async () => (await claimsOf(cutOffPid)) === 0, PATIENCE);
  host.reconnect();
  await waitFor('it to be back', async () => !(await isLost(cutOffPid)), PATIENCE);

  await Promise.all(sendings.map(({ finished }) => finished));
  const subjects = sendings.flatMap(({ accepted }) => accepted);
  const { duplicates } = await scene.allDelivered({ accepted: subjects });
  // A sender that never read its 250 sends again; what a worker did not come to settle is delivered again by another.
  const sentAgain = (await stored()) - subjects.length;
  console.log(`${subjects.length} messages, ${duplicates} duplicates: ${sentAgain} sent again, ${unheard + orphaned} claims expired`);
  expect(sendings.flatMap(({ refusals }) => refusals)).toEqual([]);
  expect(subjects).toHaveLength(3 * MESSAGES);
  expect(duplicates).toBeLessThanOrEqual(sentAgain + unheard + orphaned);
  expect(await claimed()).toBe(0);
});

/** Recipients that the worker has claimed; it is the newest with this process id. */
async function claimsOf(pid: number): Promise<number> {
  return count(
    `mail_recipient WHERE state = 'active' AND claimed_by = (SELECT id FROM worker WHERE pid = $1 ORDER BY started_at DESC LIMIT 1)`,
    [pid],
  );
}

async function isLost(pid: number): Promise<boolean> {
  return (await count('worker WHERE pid = $1 AND lease_until < now()', [pid])) === 1;
}

function claimed(): Promise<number> {
  return count(`mail_recipient WHERE state = 'active' OR claimed_by IS NOT NULL`);
}

function stored(): Promise<number> {
  return count('mail_transaction WHERE accepted');
}

async function count(what: string, values: readonly unknown[] = []): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${what}`, [...values]);
  return rows[0]?.count ?? 0;
}
