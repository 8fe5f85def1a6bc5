import fs from 'node:fs/promises';
import pg from 'pg';
import { applyMigrations } from '@/lib/db/apply-migrations';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/lib/db/embedded-postgres';
import { openDatabase } from '@/lib/db/prisma';
import type { AcceptanceSettings } from '@/lib/policy/basic-settings';
import { createCertificateAuthority } from '../support/certificate-authority';
import { startDnsServer } from '../support/dns-server';
import { saveSetup } from '../support/gateway-setup';
import { MailRecords } from '../support/mail-records';
import { type NextHop, startNextHop } from '../support/next-hop';
import { type SendingProgress, startSending } from '../support/persistent-senders';
import { forcedTlsOut } from '../support/rules';
import { type SeededRandom, seededRandom } from '../support/seeded-random';
import { makeServerDirectory } from '../support/server-directory';
import { waitFor } from '../support/wait-for';
import { startWireTap, type WireTap } from '../support/wire-tap';
import { createWorkerProcess, type WorkerProcess } from '../support/worker-process';

const HOST = 'mx.partner.example';
const DATABASE = 'siegel';

/** A PostgreSQL of its own with full durability, a worker in a process of its own, and a next hop that demands TLS. */
export interface Scene {
  readonly databaseUrl: string;
  /** Between the worker and its database. */
  readonly databaseWire: WireTap;
  readonly nextHop: NextHop;
  readonly worker: WorkerProcess;
  readonly random: SeededRandom;
  /** kill -9 of the PostgreSQL server, and a new one on the same data and port. */
  killDatabase(): Promise<void>;
  restartDatabase(): Promise<void>;
  startSending(task: { connections: number; messages: number; from?: string; to?: string }): SendingProgress;
  /** Another worker on the same database, with ports of its own; not started. */
  anotherWorker(): Promise<WorkerProcess>;
  /** Resolves when so many have been accepted, however long that takes. */
  accepted(sending: SendingProgress, count: number): Promise<void>;
  /** Resolves when every accepted message has arrived and none waits; fails with what is missing. */
  allDelivered(sending: SendingProgress): Promise<{ duplicates: number }>;
  stop(): Promise<void>;
}

export interface SceneOptions {
  /** Worker processes that share the ports. */
  readonly workers?: number;
  readonly heapMiB?: number;
  readonly acceptance?: Partial<AcceptanceSettings>;
}

export async function openScene({ workers = 1, heapMiB, acceptance = {} }: SceneOptions = {}): Promise<Scene> {
  const random = seededRandom();
  console.log(`SEED=${random.seed} repeats these moments`);
  const directory = makeServerDirectory();
  let server: EmbeddedPostgres = await startEmbeddedPostgres({ directory });
  const databaseUrl = server.databaseUrl(DATABASE);
  await applyMigrations(databaseUrl);

  const authority = await createCertificateAuthority();
  const dns = await startDnsServer({ [HOST]: { a: ['127.0.0.1'] } });
  const nextHop = await startNextHop({ opening: 'implicit', certificate: await authority.issue([HOST]) });
  const db = openDatabase(databaseUrl);
  await saveSetup(db, {
    rules: [forcedTlsOut({ domain: 'partner.example', host: HOST, port: nextHop.port })],
    // A deferred message comes back within seconds, so that the test ends.
    acceptance,
    routing: { relayNetworks: ['127.0.0.0/8'], retryDelays: [1] },
  });
  await db.$disconnect();
  const { port, hostname } = new URL(databaseUrl);
  const databaseWire = await startWireTap({ targetPort: Number(port), targetHost: hostname, record: false });
  const throughWire = new URL(databaseUrl);
  throughWire.port = String(databaseWire.port);
  const workerOptions = {
    databaseUrl: throughWire.href,
    secretKey: 'a secret that is for tests alone.',
    dnsServer: dns.address,
    extraCa: authority.certificate,
    workers,
    ...(heapMiB === undefined ? {} : { heapMiB }),
  };
  const worker = await createWorkerProcess(workerOptions);
  await worker.start();

  return {
    databaseUrl,
    databaseWire,
    nextHop,
    worker,
    random,
    killDatabase: async () => {
      process.kill(server.pid, 'SIGKILL');
      await server.ended;
    },
    restartDatabase: async () => {
      server = await startEmbeddedPostgres({ directory });
      if (server.databaseUrl(DATABASE) !== databaseUrl) throw new Error('the database came back on another port');
    },
    startSending: (task) => startSending({ port: worker.ports.smtp, from: 'a@sender.example', to: 'b@partner.example', ...task }),
    anotherWorker: () => createWorkerProcess(workerOptions),
    accepted: (sending, count) =>
      waitFor(`${count} accepted messages`, () => sending.accepted.length >= count, { timeoutMs: 120_000, everyMs: 2 }).then(
        () => undefined,
      ),
    allDelivered: (sending) => allDelivered(sending, nextHop, databaseUrl),
    stop: async () => {
      await worker.stop();
      await Promise.all([nextHop.stop(), dns.stop(), databaseWire.stop()]);
      await server.stop();
      await fs.rm(directory, { recursive: true, force: true });
    },
  };
}

async function allDelivered(sending: SendingProgress, nextHop: NextHop, databaseUrl: string): Promise<{ duplicates: number }> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  const records = new MailRecords(pool);
  try {
    await waitFor(
      'an empty queue',
      async () => {
        const { pending = 0, active = 0, deferred = 0 } = await records.countByState();
        return pending + active + deferred === 0;
      },
      { timeoutMs: 120_000, everyMs: 100 },
    );
  } finally {
    await pool.end();
  }
  const arrived = nextHop.messages.map(({ data }) => /^Subject: (.*)\r$/m.exec(data.toString('latin1'))?.[1] ?? '');
  const lost = sending.accepted.filter((subject) => !arrived.includes(subject));
  if (lost.length > 0) throw new Error(`accepted with 250 and never delivered: ${lost.join(', ')}`);
  return { duplicates: arrived.length - new Set(arrived).size };
}

/** Lets a random bit of time pass, so that the kill does not always fall right behind a 250. */
export function randomMoment({ between }: SeededRandom): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, between(0, 40)));
}
