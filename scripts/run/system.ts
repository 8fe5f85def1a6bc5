import type { Env } from '@/lib/env';
import { announce } from './announcement';
import { childEnvironment } from './child-environment';
import { migrate, openGatewayDatabase } from './gateway-database';
import { takeInstance } from './instance';
import { claimPorts } from './ports';
import { type Problem, reportProblem } from './problem';
import type { BuildOptions } from './product';
import { answers, consoleProbe, workerProbe } from './readiness';
import { Shutdown, Stopped } from './shutdown';
import { type SupervisedProcess, supervise } from './supervised-process';

type Command = readonly [program: string, ...args: string[]];

/** What differs between `npm start` and `npm run dev`. */
export interface SystemCommands {
  readonly nodeEnv: 'production' | 'development';
  readonly build: (options: BuildOptions) => Promise<void>;
  readonly console: (env: Env) => Command;
  readonly worker: Command;
}

/**
 * Runs the whole gateway on this machine until a signal comes: database, migrations, console and SMTP worker. Stops them in
 * reverse order and ends the process: 0 after SIGINT, SIGTERM or SIGHUP, 1 after a problem. SIGUSR2 is for the SMTP worker (smtp-worker/main.ts).
 */
export async function runSystem(wanted: Env, commands: SystemCommands): Promise<never> {
  const shutdown = new Shutdown();
  const building = new AbortController();
  const end = async (code: number): Promise<never> => {
    building.abort();
    await shutdown.stop();
    process.exit(code);
  };
  // A terminal that is closed, or `| head`, takes our output away, which must not end us before what we have started.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // A terminal and npm may both deliver it: only the first counts.
      if (!shutdown.stopping) console.log('Stopping …');
      void end(0);
    });
  }
  const fail = (problem: unknown): Promise<never> => {
    if (!shutdown.stopping) reportProblem(problem);
    return end(1);
  };
  try {
    const announcement = await startSystem(wanted, commands, shutdown, building.signal, (problem) => void fail(problem));
    console.log(announcement);
    return await new Promise<never>(() => undefined);
  } catch (error) {
    // Whoever has stopped the start also ends the process.
    if (error instanceof Stopped || shutdown.stopping) return await new Promise<never>(() => undefined);
    return fail(error);
  }
}

async function startSystem(
  wanted: Env,
  commands: SystemCommands,
  shutdown: Shutdown,
  stopSignal: AbortSignal,
  onLost: (problem: Problem) => void,
): Promise<string> {
  const say = (line: string): void => console.log(line);
  const instance = await shutdown.acquire(
    () => takeInstance(wanted.DATA_DIR, say),
    (taken) => taken.release(),
  );
  let restart = (): void => undefined;
  process.on('SIGUSR2', () => restart());
  const env = await claimPorts(wanted);
  const database = await shutdown.acquire(
    () => openGatewayDatabase({ env, say, onLost }),
    (opened) => opened.stop(),
  );
  const applied = await migrate(database.url);
  if (applied.length > 0) say(`The database is brought up to date: ${applied.join(', ')}.`);
  // After all that can be wrong on this machine: it takes a minute.
  await commands.build({ say, signal: stopSignal });
  // Imported only now: it needs the database client, which may just have been generated.
  const { isCertificateSelfSigned, prepareFirstStart } = await import('./first-start');
  const setupPath = await prepareFirstStart(env, database.url);

  const run = async (name: string, command: Command, probe: string): Promise<SupervisedProcess> => {
    const started = await shutdown.acquire(
      async (): Promise<SupervisedProcess> =>
        supervise({
          name,
          command,
          env: childEnvironment(env, database.url, commands.nodeEnv),
          isReady: () => answers(probe),
          onStart: (pid) => instance.recordChild(name, pid),
          say,
        }),
      (running) => running.stop(),
    );
    await started.ready;
    return started;
  };
  say('Starting the console and the SMTP worker …');
  const [, worker] = await Promise.all([
    run('console', commands.console(env), consoleProbe(env)),
    run('SMTP worker', commands.worker, workerProbe(env)),
  ]);
  restart = () => worker.signal('SIGUSR2');
  return announce({ env, setupPath, selfSigned: await isCertificateSelfSigned(database.url) });
}
