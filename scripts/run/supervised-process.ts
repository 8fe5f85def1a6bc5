import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { RestartBackoff } from '@/lib/restart-backoff';
import { Problem } from './problem';
import { PROJECT_ROOT } from './project-root';

export interface SupervisedProcessOptions {
  /** As in "The SMTP worker has ended". */
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
  readonly env: NodeJS.ProcessEnv;
  /** Whether it does its work; asked every 200 ms after each start. */
  readonly isReady: () => Promise<boolean>;
  /** Told the process id of each start. */
  readonly onStart: (pid: number) => void;
  readonly say: (line: string) => void;
}

export interface SupervisedProcess {
  /** Resolves when it is ready for the first time. Rejects with a Problem when it ends before that. */
  readonly ready: Promise<void>;
  /** Sends it a signal that it knows, if it runs. */
  signal(name: NodeJS.Signals): void;
  /** SIGTERM; after 30 seconds SIGKILL. Resolves when it has ended. */
  stop(): Promise<void>;
}

const STOP_TIMEOUT_MS = 30_000;

/** Starts a process in a process group of its own and, once it has been ready, starts it again whenever it ends, after growing waits. */
export function supervise(options: SupervisedProcessOptions): SupervisedProcess {
  let child = start(options);
  let stopping = false;
  const stopRequest = new AbortController();
  const ready = untilReady(child, options);

  const keepRunning = async (): Promise<void> => {
    await ready;
    const backoff = new RestartBackoff();
    for (;;) {
      const since = performance.now();
      const end = await ended(child);
      if (stopping) return;
      const wait = backoff.next(performance.now() - since);
      options.say(`The ${options.name} has ended (${end}). It is started again in ${wait / 1000} s.`);
      await delay(wait, undefined, { signal: stopRequest.signal }).catch(() => undefined);
      if (stopping) return;
      child = start(options);
      untilReady(child, options).then(
        () => options.say(`The ${options.name} is running again.`),
        () => undefined,
      );
    }
  };
  const running = keepRunning().catch(() => undefined);

  return {
    ready,
    signal: (name) => {
      if (isRunning(child)) child.kill(name);
    },
    stop: async () => {
      stopping = true;
      stopRequest.abort();
      if (isRunning(child)) {
        child.kill('SIGTERM');
        const killer = setTimeout(() => killGroup(child), STOP_TIMEOUT_MS);
        await ended(child);
        clearTimeout(killer);
      }
      killGroup(child);
      await running;
    },
  };
}

function start({ command: [program, ...args], env, onStart, name }: SupervisedProcessOptions): ChildProcess {
  const child = spawn(program, args, { env, cwd: PROJECT_ROOT, detached: true, stdio: ['ignore', 'inherit', 'inherit'] });
  if (child.pid === undefined) throw new Problem(`The ${name} cannot be started: ${program} is missing.`);
  onStart(child.pid);
  return child;
}

async function untilReady(child: ChildProcess, { name, isReady }: SupervisedProcessOptions): Promise<void> {
  while (!(await isReady())) {
    if (!isRunning(child))
      throw new Problem(`The ${name} has ended (${describeEnd(child)}) before it was ready; its messages stand above.`);
    await delay(200);
  }
}

async function ended(child: ChildProcess): Promise<string> {
  if (isRunning(child)) await once(child, 'exit');
  killGroup(child);
  return describeEnd(child);
}

function describeEnd(child: ChildProcess): string {
  return child.signalCode === null ? `exit code ${child.exitCode}` : `by ${child.signalCode}`;
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

/** Also what the process has started itself and not outlived. */
function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The whole group has ended.
  }
}
