import fs from 'node:fs';
import { loadSecretKey, type SecretKey } from '@/lib/auth/secret-key';
import { type Env, readEnv, SettingError } from '@/lib/env';
import { openLog } from '@/lib/log/log';
import { reasonOf } from './database-state';
import { StartError } from './start-error';
import { startWorker } from './worker';
import type { WorkerConfig } from './worker-config';

/** The worker as a process of its own: settings from the environment, stopped by SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const worker = await startWorker(toConfig(readEnv()));
  const stop = (): void => {
    // A second signal ends the process at once.
    process.off('SIGTERM', stop).off('SIGINT', stop);
    worker.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}

function toConfig(env: Env): WorkerConfig {
  if (env.DATABASE_URL === undefined)
    throw new SettingError('The setting DATABASE_URL is missing: the worker needs a PostgreSQL database.');
  const { SMTP_HOST: host } = env;
  return {
    hostname: env.MAIL_HOSTNAME,
    databaseUrl: env.DATABASE_URL,
    secretKey: secretKeyOf(env),
    listeners: [
      { name: 'smtp', host, port: env.SMTP_PORT, tls: 'starttls', submission: false },
      { name: 'smtps', host, port: env.SMTPS_PORT, tls: 'implicit', submission: false },
      { name: 'submission', host, port: env.SUBMISSION_PORT, tls: 'starttls', submission: true },
    ],
    dnsServers: env.DNS_SERVERS,
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

/** One sentence for what an operator can change, everything about what is our fault. */
function fail(error: unknown): never {
  console.error(error instanceof SettingError || error instanceof StartError ? error.message : error);
  process.exit(1);
}

main().catch(fail);
