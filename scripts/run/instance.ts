import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { makeDataDir } from '@/lib/data-dir';
import { Problem } from './problem';
import { processIdentity } from './process-identity';

const processSchema = z.object({ name: z.string(), pid: z.number().int().positive(), identity: z.string() });
const instanceSchema = z.object({ start: processSchema, children: z.array(processSchema) });
type KnownProcess = z.infer<typeof processSchema>;

const STOP_TIMEOUT_MS = 30_000;

/** The one `npm start` that works with a DATA_DIR, recorded in its `start.json`. */
export interface Instance {
  /** Records a child process, or its successor after a restart. */
  recordChild(name: string, pid: number): void;
  release(): void;
}

/**
 * Takes the DATA_DIR. When the `npm start` that had it was killed, the console and the worker that it left behind are stopped first: they
 * hold the ports.
 * @throws Problem when that `npm start` still runs, or the directory cannot be used
 */
export async function takeInstance(dataDir: string, say: (line: string) => void): Promise<Instance> {
  openDataDir(dataDir);
  const file = path.join(dataDir, 'start.json');
  const left = read(file);
  if (left !== null) {
    if (isAlive(left.start)) throw new Problem(`Siegel already runs with the data in ${dataDir} (process ${left.start.pid}).`);
    for (const child of left.children.filter(isAlive)) {
      say(`Stopping the ${child.name} that an earlier start has left behind (process ${child.pid}) …`);
      await stopGroup(child);
    }
    fs.rmSync(file, { force: true });
  }
  const children = new Map<string, KnownProcess>();
  const record = (flag: 'w' | 'wx') => {
    const unfinished = `${file}.${process.pid}`;
    fs.writeFileSync(unfinished, JSON.stringify({ start: identify('start', process.pid), children: [...children.values()] }), {
      mode: 0o600,
    });
    if (flag === 'w') return fs.renameSync(unfinished, file);
    try {
      // Linking a finished file lets exactly one of two starts at the same moment win.
      fs.linkSync(unfinished, file);
    } catch {
      throw new Problem(`Siegel is just being started with the data in ${dataDir}.`);
    } finally {
      fs.rmSync(unfinished);
    }
  };
  record('wx');
  return {
    recordChild: (name, pid) => {
      children.set(name, identify(name, pid));
      record('w');
    },
    release: () => fs.rmSync(file, { force: true }),
  };
}

function openDataDir(dataDir: string): void {
  try {
    makeDataDir(dataDir);
    fs.accessSync(dataDir, fs.constants.W_OK | fs.constants.X_OK);
  } catch {
    throw new Problem(`This user may not write to ${dataDir}: change its owner, or DATA_DIR.`);
  }
}

function read(file: string): z.infer<typeof instanceSchema> | null {
  if (!fs.existsSync(file)) return null;
  try {
    return instanceSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    // Cut short by a power failure: none of its processes lives. No start ever leaves it so, not for a moment.
    fs.rmSync(file, { force: true });
    return null;
  }
}

function identify(name: string, pid: number): KnownProcess {
  return { name, pid, identity: processIdentity(pid) ?? 'gone' };
}

function isAlive({ pid, identity }: KnownProcess): boolean {
  return processIdentity(pid) === identity;
}

async function stopGroup(child: KnownProcess): Promise<void> {
  const deadline = performance.now() + STOP_TIMEOUT_MS;
  process.kill(child.pid, 'SIGTERM');
  while (isAlive(child)) {
    if (performance.now() > deadline) process.kill(-child.pid, 'SIGKILL');
    await delay(50);
  }
}
