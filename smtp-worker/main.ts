import cluster from 'node:cluster';
import { readEnv, SettingError } from '@/lib/env';
import { openLog } from '@/lib/log/log';
import { StartError } from './start-error';

/**
 * The worker as a process of its own: settings from the environment, stopped by SIGTERM or SIGINT. With several SMTP_WORKERS this process
 * supervises as many others, which run this very file.
 */
async function main(): Promise<void> {
  const env = readEnv();
  if (cluster.isWorker) {
    const { runSupervisedWorker } = await import('./run-worker');
    return runSupervisedWorker(env, fail);
  }
  if (env.SMTP_WORKERS === 1) {
    const { runWorker } = await import('./run-worker');
    return runWorker(env, fail);
  }
  // Without what a worker needs: this process only accepts and hands on.
  const { Supervisor } = await import('./supervision/supervisor');
  const supervisor = new Supervisor({
    workers: env.SMTP_WORKERS,
    metrics: { host: env.CONSOLE_HOST, port: env.METRICS_PORT },
    log: openLog(env.LOG_LEVEL),
  });
  const stop = (): void => {
    // A second signal ends the process at once.
    process.off('SIGTERM', stop).off('SIGINT', stop);
    supervisor.stop().then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
  process.on('SIGUSR2', () => void supervisor.restart());
  await supervisor.start();
}

/** One sentence for what an operator can change, everything about what is our fault. */
function fail(error: unknown): never {
  console.error(error instanceof SettingError || error instanceof StartError ? error.message : error);
  process.exit(1);
}

main().catch(fail);
