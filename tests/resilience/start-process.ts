import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { SETTING_NAMES } from '@/lib/env';
import { waitFor } from '../support/wait-for';

/** An `npm start` as an operator gives it in a terminal: npm and what it runs are a process group of their own. */
export interface StartProcess {
  /** What it wrote so far, standard output and standard error as they came. */
  output(): string;
  /** Resolves when it says `text`, behind what was waited for before. */
  says(text: string): Promise<void>;
  /** Ctrl-C: the signal reaches the whole group. */
  pressCtrlC(): void;
  /** As a service manager does it that knows only npm. */
  terminate(): void;
  /** The terminal is closed: the group gets SIGHUP, and nobody reads its output any more. */
  closeTerminal(): void;
  /** The exit code, once npm has ended and nothing that it started can write any more; null after a signal. */
  readonly ended: Promise<number | null>;
  /** Resolves when npm has ended, whatever it may have left running. */
  readonly exited: Promise<void>;
}

const PATIENCE = { timeoutMs: 60_000, everyMs: 25 };

/** @param settings every other setting is unset, whatever this machine's environment and `.env` say */
export function npmStart(settings: Readonly<Record<string, string>>): StartProcess {
  const unset = Object.fromEntries(SETTING_NAMES.map((name) => [name, '']));
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn('npm', ['start'], {
    cwd: path.resolve(import.meta.dirname, '../..'),
    env: { NODE_ENV: 'production', PATH, HOME, ...(TMPDIR === undefined ? {} : { TMPDIR }), ...unset, ...settings },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const ended = once(child, 'close').then(() => child.exitCode);
  const exited = once(child, 'exit').then(() => undefined);
  let read = 0;
  return {
    output: () => output,
    says: async (text) => {
      const found = await waitFor(
        `"${text}"`,
        () => {
          const at = output.indexOf(text, read);
          if (at === -1 && hasEnded(child)) throw new Error(`npm start ended without "${text}":\n${output}`);
          return at === -1 ? null : at;
        },
        PATIENCE,
      ).catch((error: unknown) => {
        throw new Error(`${error instanceof Error ? error.message : error}\n--- npm start ---\n${output}`);
      });
      read = found + text.length;
    },
    pressCtrlC: () => process.kill(-(child.pid ?? 0), 'SIGINT'),
    terminate: () => child.kill('SIGTERM'),
    closeTerminal: () => {
      for (const stream of [child.stdout, child.stderr]) stream.destroy();
      process.kill(-(child.pid ?? 0), 'SIGHUP');
    },
    ended,
    exited,
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** A process of this machine, with its command line, or the title that it has given itself. */
export interface FoundProcess {
  readonly pid: number;
  readonly command: string;
}

/** Every process that works with the data in `dataDir`: by its command line, environment or working directory. Linux. */
export function processesOf(dataDir: string): FoundProcess[] {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const command = read(() => fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
        .replaceAll('\0', ' ')
        .trim();
      const environment = read(() => fs.readFileSync(`/proc/${pid}/environ`, 'utf8'));
      const workingDirectory = read(() => fs.readlinkSync(`/proc/${pid}/cwd`));
      const isOurs = [command, environment, workingDirectory].some((text) => text.includes(dataDir));
      return isOurs ? [{ pid: Number(pid), command }] : [];
    });
}

/** The one process whose command contains `part`. */
export function processOf(dataDir: string, part: string): FoundProcess {
  const found = processesOf(dataDir).filter(({ command }) => command.includes(part));
  const [process] = found;
  if (process === undefined || found.length > 1) throw new Error(`${found.length} processes of ${dataDir} have "${part}" in their command`);
  return process;
}

/** It may be gone by now, or another user's. */
function read(file: () => string): string {
  try {
    return file();
  } catch {
    return '';
  }
}
