import { fork } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { queueActionResultSchema } from '@/lib/api/contracts/queue';
import type { ApiRoute } from '@/lib/api/route';
import { listQueueGroupsRoute, listQueueRoute, queueActionRoute, undoQueueActionRoute } from '@/lib/api/routes/queue';
import { ensureApiToken } from '@/lib/auth/api-token';
import { closeConsole, consoleContext } from '@/lib/console/context';
import { applyMigrations } from '@/lib/db/apply-migrations';
import { startEmbeddedPostgres } from '@/lib/db/embedded-postgres';
import { ensureFirstRevision } from '@/lib/revisions/first-revision';
import { fillQueue, WAITING_RULE } from '../support/waiting-mail';
import { median } from './throughput';

/** Of one claim of 200 recipients, in milliseconds. */
export interface ClaimTimes {
  readonly median: number;
  readonly slowest: number;
  /** Recipients. */
  readonly perSecond: number;
  readonly rssMiB: number | null;
}

/** Of a request of the API, in milliseconds. */
interface QueryTime {
  readonly title: string;
  readonly median: number;
  readonly slowest: number;
}

export interface QueueTimes {
  readonly recipients: number;
  readonly claim: ClaimTimes;
  /** The same with the domain left out that a quarter of all waits for, and 59 others. */
  readonly claimExcept: ClaimTimes;
  readonly queries: readonly QueryTime[];
}

const TOKEN = 'a token of the benchmarks, for nothing else';
const REPEATS = 15;

const QUERIES: readonly (readonly [title: string, query: string])[] = [
  ['Page: all', ''],
  ['Page: held', 'state=held'],
  ['Page: due', 'state=pending'],
  ['Page: recipient domain', 'domain=d77.example'],
  ['Page: recipient domain of a quarter of all', 'domain=d0.example'],
  ['Page: sender', 'sender=user7@s7.example'],
  ['Page: sender domain', 'sender=s7.example'],
  ['Page: next hop', 'nextHop=d77.example'],
  ['Page: not tried', 'nextHop=-'],
  ['Page: error', 'reason=certificate-expired'],
  ['Page: rule', `rule=${WAITING_RULE}`],
  ['Page: older than a day', 'olderThan=86400'],
  ['Page: error, sender domain, older than 4 h', 'reason=timeout&sender=s7.example&olderThan=14400'],
  ['Page: nothing matches', 'domain=nowhere.example&reason=loop'],
];

/** How long claims and the requests of the Queue page take with so many recipients waiting; PostgreSQL and this process share the machine. */
export async function measureQueue(recipients: number): Promise<QueueTimes> {
  const directory = await fs.mkdtemp(path.join(os.tmpdir(), 'siegel-bench-'));
  const server = await startEmbeddedPostgres({ directory });
  try {
    const databaseUrl = server.databaseUrl('siegel');
    await applyMigrations(databaseUrl);
    Object.assign(process.env, { DATABASE_URL: databaseUrl, SECRET_KEY: 'a secret that is for benchmarks.', LOG_LEVEL: 'silent' });
    const { db } = consoleContext();
    await ensureFirstRevision(db);
    await ensureApiToken(db, TOKEN);
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await fillQueue(client, { recipients, domains: Math.min(10_000, recipients) });
    await client.end();
    const queries: QueryTime[] = [];
    for (const [title, query] of QUERIES) queries.push(await timed(title, () => call(listQueueRoute, `/queue?${query}`)));
    queries.push(await timed('By next hop', () => call(listQueueGroupsRoute, '/queue/groups')));
    queries.push(await timed('Hold all of a next hop, and undo', holdAndUndo));
    const claim = await claimTimes(databaseUrl, []);
    const claimExcept = await claimTimes(
      databaseUrl,
      Array.from({ length: 60 }, (_, n) => `d${n}.example`),
    );
    return { recipients, claim, claimExcept, queries };
  } finally {
    await closeConsole();
    await server.stop();
    await fs.rm(directory, { recursive: true, force: true });
  }
}

async function holdAndUndo(): Promise<void> {
  const held = queueActionResultSchema.parse(
    await call(queueActionRoute, '/queue/actions', { action: 'hold', filter: { nextHop: 'd78.example' } }),
  );
  await call(undoQueueActionRoute, `/queue/actions/${held.id}/undo`, {}, { id: held.id });
}

async function timed(title: string, run: () => Promise<unknown>): Promise<QueryTime> {
  const times: number[] = [];
  for (let n = 0; n < REPEATS; n += 1) {
    const began = performance.now();
    await run();
    times.push(performance.now() - began);
  }
  return { title, median: median(times), slowest: Math.max(...times) };
}

async function call(route: ApiRoute, place: string, body?: object, parameters: Record<string, string> = {}): Promise<unknown> {
  const request = new Request(`http://console.example/api/v1${place}`, {
    method: route.method,
    headers: { authorization: `Bearer ${TOKEN}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await route.handle(request, { params: Promise.resolve(parameters) });
  if (!answer.ok) throw new Error(`${place}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

function claimTimes(databaseUrl: string, exceptDomains: readonly string[]): Promise<ClaimTimes> {
  const child = fork(new URL('./claim-process.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  return new Promise((resolve, reject) => {
    child.once('message', (times: ClaimTimes) => resolve(times));
    child.once('exit', () => reject(new Error('the claiming process ended without figures')));
    child.send({ databaseUrl, exceptDomains });
  });
}
