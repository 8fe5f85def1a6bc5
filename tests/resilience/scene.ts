import fs from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { applyMigrations } from '@/lib/db/apply-migrations';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/lib/db/embedded-postgres';
import { openDatabase } from '@/lib/db/prisma';
import type { AcceptanceSettings } from '@/lib/policy/basic-settings';
import { type CertificateAuthority, createCertificateAuthority } from '../support/certificate-authority';
import { startDnsServer } from '../support/dns-server';
import { type RuleInput, saveSetup } from '../support/gateway-setup';
import { MailRecords } from '../support/mail-records';
import type { Network, NetworkHost } from '../support/network';
import { type NextHop, startNextHop } from '../support/next-hop';
import { type SendingProgress, startSending } from '../support/persistent-senders';
import { forcedTlsOut } from '../support/rules';
import { type SeededRandom, seededRandom } from '../support/seeded-random';
import { makeServerDirectory } from '../support/server-directory';
import { waitFor } from '../support/wait-for';
import { startWireTap, type WireTap } from '../support/wire-tap';
import { createWorkerProcess, type WorkerProcess } from '../support/worker-process';

/** The name under which next hops are found, and which stands in their certificates. */
export const NEXT_HOP = 'mx.partner.example';
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
  /** As an operator stops it: it ends every session first. */
  stopDatabase(): Promise<void>;
  restartDatabase(): Promise<void>;
  startSending(task: { connections: number; messages: number; from?: string; to?: string; worker?: WorkerProcess }): SendingProgress;
  /** Another worker on the same database, with ports of its own, which differs from the first in this; not started. */
  anotherWorker(different?: { environment?: Readonly<Record<string, string>>; on?: NetworkHost }): Promise<WorkerProcess>;
  /** Resolves when so many have been accepted, however long that takes. */
  accepted(sending: SendingProgress, count: number): Promise<void>;
  /** Resolves when every accepted message has arrived and none waits; fails with what is missing. */
  allDelivered(sending: Pick<SendingProgress, 'accepted'>): Promise<{ duplicates: number }>;
  stop(): Promise<void>;
}

export interface SceneOptions {
  /** Worker processes that share the ports. */
  readonly workers?: number;
  readonly heapMiB?: number;
  readonly acceptance?: Partial<AcceptanceSettings>;
  /** After the one that relays to the next hop. */
  readonly rules?: readonly RuleInput[];
  /** Further variables of the worker's environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The directory in which PostgreSQL gets one for its data; that of the system for temporary files unless given. */
  readonly databaseIn?: string;
  /** That of the next hops; one of its own unless given. */
  readonly authority?: CertificateAuthority;
  /** Nothing stands between the worker and its database: `databaseWire` holds nothing up. */
  readonly direct?: boolean;
  /** The worker runs on its first host; database, DNS and next hop are on this side, with nothing in between. Else all are on loopback. */
  readonly network?: Network;
}

export async function openScene(options: SceneOptions = {}): Promise<Scene> {
  const { workers = 1, heapMiB, acceptance = {}, rules = [], environment = {}, network } = options;
  const here = network?.address ?? '127.0.0.1';
  const random = seededRandom();
  console.log(`SEED=${random.seed} repeats these moments`);
  const directory = makeServerDirectory(options.databaseIn);
  const startServer = () =>
    startEmbeddedPostgres({ directory, settings: { listen_addresses: [...new Set(['127.0.0.1', here])].join(',') } });
  let server: EmbeddedPostgres = await startServer();
  const databaseUrl = server.databaseUrl(DATABASE);
  await applyMigrations(databaseUrl);

  const authority = options.authority ?? (await createCertificateAuthority());
  const dns = await startDnsServer({ [NEXT_HOP]: { a: [here] } }, here);
  const nextHop = await startNextHop({ opening: 'implicit', certificate: await authority.issue([NEXT_HOP]), host: here });
  const db = openDatabase(databaseUrl);
  await saveSetup(db, {
    rules: [forcedTlsOut({ domain: 'partner.example', host: NEXT_HOP, port: nextHop.port }), ...rules],
    // A deferred message comes back within seconds, so that the test ends.
    acceptance,
    routing: { relayNetworks: ['127.0.0.0/8', `${here}/32`], retryDelays: [1] },
  });
  await db.$disconnect();
  const { port, hostname } = new URL(databaseUrl);
  const databaseWire = await startWireTap({ targetPort: Number(port), targetHost: hostname, record: false });
  const ofWorkers = new URL(databaseUrl);
  if (network !== undefined) {
    ofWorkers.hostname = here;
    await letIn(network, directory, databaseUrl);
  } else if (options.direct !== true) ofWorkers.port = String(databaseWire.port);
  const workerOptions = {
    databaseUrl: ofWorkers.href,
    secretKey: 'a secret that is for tests alone.',
    dnsServer: dns.address,
    extraCa: authority.certificate,
    workers,
    environment,
    ...(network?.hosts[0] === undefined ? {} : { on: network.hosts[0] }),
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
    stopDatabase: () => server.stop(),
    restartDatabase: async () => {
      server = await startServer();
      if (server.databaseUrl(DATABASE) !== databaseUrl) throw new Error('the database came back on another port');
    },
    startSending: ({ worker: to = worker, ...task }) =>
      startSending({ host: to.address, port: to.ports.smtp, from: 'a@sender.example', to: 'b@partner.example', ...task }),
    anotherWorker: (different = {}) => createWorkerProcess({ ...workerOptions, ...different }),
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

/** PostgreSQL takes passwords from there. */
async function letIn({ address }: Network, directory: string, databaseUrl: string): Promise<void> {
  await fs.appendFile(path.join(directory, 'postgres/pg_hba.conf'), `host all all ${address}/24 scram-sha-256\n`);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('SELECT pg_reload_conf()');
  await client.end();
}

async function allDelivered(
  sending: Pick<SendingProgress, 'accepted'>,
  nextHop: NextHop,
  databaseUrl: string,
): Promise<{ duplicates: number }> {
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
  const accepted = new Set(sending.accepted);
  const copies = arrived.filter((subject) => accepted.has(subject));
  const lost = [...accepted].filter((subject) => !copies.includes(subject));
  if (lost.length > 0) throw new Error(`accepted with 250 and never delivered: ${lost.join(', ')}`);
  return { duplicates: copies.length - accepted.size };
}

/** Lets a random bit of time pass, so that the kill does not always fall right behind a 250. */
export function randomMoment({ between }: SeededRandom): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, between(0, 40)));
}
