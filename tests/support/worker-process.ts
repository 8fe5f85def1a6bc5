import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { WORKER_COMMAND } from '../../scripts/run/build-worker';
import { accepts, freePort } from './free-port';
import type { NetworkHost } from './network';
import { waitFor } from './wait-for';

export interface WorkerProcessOptions {
  readonly databaseUrl: string;
  readonly secretKey: string;
  readonly dnsServer?: string;
  /** PEM of the CA that the worker is to trust besides the system's. */
  readonly extraCa?: string;
  /** As SMTP_WORKERS: 1 unless given; several have a supervisor. */
  readonly workers?: number;
  /** Its heap at most: what keeps what it should not dies of it. Unless given, as much as Node.js takes. */
  readonly heapMiB?: number;
  /** Further variables of its environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Where it runs, if not beside the test. */
  readonly on?: NetworkHost;
}

/** A worker in a process of its own, as an operator runs it, on ports that stay the same over its restarts. */
export interface WorkerProcess {
  /** Of its listeners. */
  readonly address: string;
  readonly ports: { readonly smtp: number; readonly smtps: number; readonly submission: number; readonly metrics: number };
  /** Of the node process itself, or of the supervisor; changes with each start. */
  pid(): number;
  start(): Promise<void>;
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** SIGTERM, and started again when it has ended. */
  restart(): Promise<void>;
  /** SIGTERM, as an operator stops it, for good. */
  stop(): Promise<void>;
  /** What it wrote. */
  output(): string;
}

export async function createWorkerProcess(options: WorkerProcessOptions): Promise<WorkerProcess> {
  const { address, command } = options.on ?? { address: '127.0.0.1', command: [] };
  const ports = { smtp: await freePort(), smtps: await freePort(), submission: await freePort(), metrics: await freePort() };
  const directory = await fs.mkdtemp(path.join(os.tmpdir(), 'siegel-worker-'));
  const caFile = path.join(directory, 'ca.pem');
  if (options.extraCa !== undefined) await fs.writeFile(caFile, options.extraCa);
  const env = {
    ...process.env,
    DATABASE_URL: options.databaseUrl,
    SECRET_KEY: options.secretKey,
    DATA_DIR: directory,
    MAIL_HOSTNAME: 'mx.siegel.example',
    SMTP_HOST: address,
    SMTP_PORT: String(ports.smtp),
    SMTPS_PORT: String(ports.smtps),
    SUBMISSION_PORT: String(ports.submission),
    METRICS_PORT: String(ports.metrics),
    SMTP_WORKERS: String(options.workers ?? 1),
    DNS_SERVERS: options.dnsServer ?? '',
    EXTRA_CA_FILE: options.extraCa === undefined ? '' : caFile,
    LOG_LEVEL: 'warn',
    ...(options.heapMiB === undefined ? {} : { NODE_OPTIONS: `--max-old-space-size=${options.heapMiB}` }),
    ...options.environment,
  };
  let output = '';
  let child: ChildProcess | null = null;

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const running = child;
    child = null;
    if (running === null || running.exitCode !== null || running.signalCode !== null) return;
    const gone = once(running, 'exit');
    running.kill(signal);
    await gone;
  };
  const start = async (): Promise<void> => {
    const [program = '', ...args] = [...command, ...WORKER_COMMAND];
    const started = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    child = started;
    const collect = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-20_000);
    };
    started.stdout.on('data', collect);
    started.stderr.on('data', collect);
    await waitFor(
      'the worker to listen',
      () => {
        if (started.exitCode !== null) throw new Error(`the worker ended with ${started.exitCode}:\n${output}`);
        return accepts(ports.smtp, address);
      },
      { timeoutMs: 60_000, everyMs: 50 },
    );
  };
  return {
    address,
    ports,
    pid: () => child?.pid ?? 0,
    start,
    kill: () => end('SIGKILL'),
    signal: (name) => void child?.kill(name),
    restart: async () => {
      await end('SIGTERM');
      await start();
    },
    stop: async () => {
      await end('SIGTERM');
      await fs.rm(directory, { recursive: true, force: true });
    },
    output: () => output,
  };
}
