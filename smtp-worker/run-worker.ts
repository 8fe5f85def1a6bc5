import fs from 'node:fs';
import { loadSecretKey, type SecretKey } from '@/lib/auth/secret-key';
import { type Env, SettingError } from '@/lib/env';
import { openLog } from '@/lib/log/log';
import { reasonOf } from './database-state';
import { StartError } from './start-error';
import { ChangedClients, followSupervisor } from './supervision/supervised';
import { type RunningWorker, startWorker } from './worker';
import type { WorkerConfig } from './worker-config';

type OnFailure = (error: unknown) => void;

/** Connections to the database of one worker alone, and of all those of a host together where there are several. */
const DATABASE_CONNECTIONS = { alone: 20, together: 40, least: 5 };

/** Runs the only worker of this installation on this host until a signal comes. */
export async function runWorker(env: Env, onFailure: OnFailure): Promise<void> {
  const config = toConfig(env);
  // There is no other that could take the connections meanwhile.
  process.on('SIGUSR2', () => config.log.event('workers-not-restarted', { reason: 'SMTP_WORKERS is 1' }));
  const worker = await startWorker(config);
  const stop = (): void => {
    // A second signal ends the process at once.
    process.off('SIGTERM', stop).off('SIGINT', stop);
    stopAndEnd(worker, onFailure);
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}

/** Runs one of several workers. Its supervisor says when to stop: a Ctrl-C that reaches the whole process group is for the supervisor. */
export async function runSupervisedWorker(env: Env, onFailure: OnFailure): Promise<void> {
  process.on('SIGINT', () => undefined).on('SIGUSR2', () => undefined);
  const clients = new ChangedClients();
  const worker = await startWorker({
    ...toConfig(env),
    metrics: null,
    onClientChange: (ip) => clients.note(ip),
  });
  const stop = (): void => stopAndEnd(worker, onFailure);
  process.on('SIGTERM', stop);
  const link = {
    tell: (message: object): void => void process.send?.(message),
    onMessage: (receive: (message: unknown) => void): void => void process.on('message', receive),
  };
  followSupervisor(worker, clients, link, stop);
}

function stopAndEnd(worker: RunningWorker, onFailure: OnFailure): void {
  worker.stop().then(() => process.exit(0), onFailure);
}

function toConfig(env: Env): WorkerConfig {
  if (env.DATABASE_URL === undefined)
    throw new SettingError('The setting DATABASE_URL is missing: the worker needs a PostgreSQL database.');
  const { SMTP_HOST: host, SMTP_WORKERS: workers } = env;
  const { alone, together, least } = DATABASE_CONNECTIONS;
  return {
    hostname: env.MAIL_HOSTNAME,
    databaseUrl: env.DATABASE_URL,
    databaseConnections: Math.max(least, Math.min(alone, Math.floor(together / workers))),
    secretKey: secretKeyOf(env),
    listeners: [
      { name: 'smtp', host, port: env.SMTP_PORT, tls: 'starttls', submission: false },
      { name: 'smtps', host, port: env.SMTPS_PORT, tls: 'implicit', submission: false },
      { name: 'submission', host, port: env.SUBMISSION_PORT, tls: 'starttls', submission: true },
    ],
    dnsServers: env.DNS_SERVERS,
    webhookNetworks: env.WEBHOOK_NETWORKS,
    // Health and metrics are for the operators, as the console is.
    metrics: { host: env.CONSOLE_HOST, port: env.METRICS_PORT },
    extraCa: env.EXTRA_CA_FILE === undefined ? null : fs.readFileSync(env.EXTRA_CA_FILE, 'utf8'),
    log: openLog(env.LOG_LEVEL),
  };
}

function secretKeyOf(env: Env): SecretKey {
  try {
    return loadSecretKey(env);
  } catch (error) {
    throw new StartError(reasonOf(error), { cause: error });
  }
}
