import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { canListen } from '@/lib/net/can-listen';
import { openCluster, POSTGRES_ENVIRONMENT, type PostgresCluster, readAccess, rememberAccess, runAs } from './postgres-cluster';
import { clearLeftPostmasterFile, readPostmaster } from './postmaster';

/** A PostgreSQL server of our own on 127.0.0.1. */
export interface EmbeddedPostgres {
  readonly port: number;
  readonly pid: number;
  /** It ran already: left by a start that was killed, or another process's. */
  readonly attached: boolean;
  databaseUrl(database: string): string;
  /** Resolves when the server has ended, whoever ended it. */
  readonly ended: Promise<void>;
  /** Closes every connection and stops; resolves when it has ended. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Keeps the data (`postgres/`), port and password (`postgres.json`) and the log (`postgres.log`). */
  readonly directory: string;
  /** Server settings, as in postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>;
}

const FIRST_PORT = 15_432;
const START_TIMEOUT_MS = 60_000;
const LOG_LIMIT_BYTES = 10_000_000;

/**
 * Starts the PostgreSQL whose data are in `directory`, or attaches to it when it runs. The first start makes the data and picks a free
 * port, which later starts keep unless another program has taken it meanwhile: clones of the project run side by side.
 * @throws Error with one sentence
 */
export async function startEmbeddedPostgres({ directory, settings = {} }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const cluster = openCluster(directory);
  const running = await findRunning(cluster);
  if (running !== null) return describe(cluster, running, null);
  clearLeftPostmasterFile(cluster.dataDirectory);

  const deadline = performance.now() + START_TIMEOUT_MS;
  let port = readAccess(directory)?.port || FIRST_PORT;
  for (;;) {
    while (!(await canListen('127.0.0.1', port))) port = port < FIRST_PORT || port >= FIRST_PORT + 1000 ? FIRST_PORT : port + 1;
    const started = await launch(directory, cluster, port, settings);
    if (started.child !== null) {
      rememberAccess(directory, { port, password: cluster.password });
      return describe(cluster, { pid: started.pid, port }, started.child);
    }
    // Another program took the port between our look and PostgreSQL's; or the children of a server that was killed
    // still hold the data for a moment ("pre-existing shared memory block", "lock file already exists").
    if (!/could not bind|Address already in use|shared memory|lock file/.test(started.problem) || performance.now() > deadline) {
      throw new Error(`The embedded PostgreSQL does not start: ${started.problem}`);
    }
    await delay(200);
  }
}

/** The URL of `database` on the server of `directory`, if one runs there now. */
export async function findEmbeddedPostgres(directory: string, database: string): Promise<string | null> {
  const access = readAccess(directory);
  const place = path.join(directory, 'postgres');
  if (access === null || !fs.existsSync(place)) return null;
  const postmaster = readPostmaster(fs.realpathSync(place));
  return postmaster?.ready !== true ? null : urlOf(postmaster.port, access.password, database);
}

function urlOf(port: number, password: string, database: string): string {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;
}

async function findRunning(cluster: PostgresCluster): Promise<{ pid: number; port: number } | null> {
  const postmaster = readPostmaster(cluster.dataDirectory);
  if (postmaster?.ready !== true) return null;
  const client = new pg.Client({ connectionString: urlOf(postmaster.port, cluster.password, 'postgres'), connectionTimeoutMillis: 5000 });
  try {
    // The password is this cluster's alone: whoever takes it is its server.
    await client.connect();
    return postmaster;
  } catch {
    return null;
  } finally {
    await client.end().catch(() => undefined);
  }
}

type Launch = { readonly child: ChildProcess; readonly pid: number } | { readonly child: null; readonly problem: string };

async function launch(
  directory: string,
  cluster: PostgresCluster,
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<Launch> {
  const all = { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: '', max_connections: '200', ...settings };
  const log = openLog(path.join(directory, 'postgres.log'));
  const child = spawn(
    path.join(cluster.binaries, 'bin', 'postgres'),
    ['-D', cluster.dataDirectory, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    // A process group of its own: Ctrl-C in the terminal must reach us first, who stop it last. A log file, not a pipe: it outlives us.
    { ...runAs(cluster.account), env: POSTGRES_ENVIRONMENT, cwd: '/', detached: true, stdio: ['ignore', log.descriptor, log.descriptor] },
  );
  fs.closeSync(log.descriptor);
  const notSpawned = once(child, 'error').then(([error]) => String(error));
  if (child.pid === undefined) return { child: null, problem: await notSpawned };
  notSpawned.catch(() => undefined);
  if (await untilReady(cluster.dataDirectory, child)) return { child, pid: child.pid };
  const lines = fs.readFileSync(log.file, 'utf8').slice(log.start).trim().split('\n');
  return { child: null, problem: lines.find((line) => /FATAL|could not bind/.test(line)) ?? lines.at(-1) ?? '' };
}

/** Whether the server of this child accepts connections before it ends. */
async function untilReady(dataDirectory: string, child: ChildProcess): Promise<boolean> {
  while (child.exitCode === null && child.signalCode === null) {
    const postmaster = readPostmaster(dataDirectory);
    if (postmaster?.pid === child.pid && postmaster?.ready === true) return true;
    await delay(20);
  }
  return false;
}

function openLog(file: string): { file: string; descriptor: number; start: number } {
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT_BYTES) fs.renameSync(file, `${file}.1`);
  const descriptor = fs.openSync(file, 'a', 0o600);
  return { file, descriptor, start: fs.readFileSync(file, 'utf8').length };
}

function describe(cluster: PostgresCluster, server: { pid: number; port: number }, child: ChildProcess | null): EmbeddedPostgres {
  const ended = child === null ? untilGone(cluster.dataDirectory, server.pid, { ref: false }) : untilExited(child);
  return {
    ...server,
    attached: child === null,
    databaseUrl: (database) => urlOf(server.port, cluster.password, database),
    ended,
    stop: async () => {
      // SIGINT: PostgreSQL's "fast" shutdown, which ends sessions and writes everything down.
      if (readPostmaster(cluster.dataDirectory)?.pid === server.pid) process.kill(server.pid, 'SIGINT');
      await (child === null ? untilGone(cluster.dataDirectory, server.pid, { ref: true }) : ended);
    },
  };
}

async function untilExited(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** @param options ref: whether waiting keeps this process alive */
async function untilGone(dataDirectory: string, pid: number, options: { ref: boolean }): Promise<void> {
  while (readPostmaster(dataDirectory)?.pid === pid) await delay(100, undefined, options);
}
