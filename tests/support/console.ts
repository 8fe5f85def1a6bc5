import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureFirstAdministrator } from '@/lib/auth/first-administrator';
import { openDatabase } from '@/lib/db/prisma';
import { freePort } from './free-port';
import { waitFor } from './wait-for';

export const ADMINISTRATOR = { email: 'admin@siegel.example', password: 'correct horse battery staple' };

interface ConsoleOptions {
  readonly databaseUrl: string;
  readonly secretKey: string;
  /** False: nobody has been made administrator yet. */
  readonly administrator?: boolean;
}

export interface RunningConsole {
  readonly url: string;
  stop(): Promise<void>;
}

/** The built console (`next build` has run) on a port of its own. */
export async function startConsole({ databaseUrl, secretKey, administrator = true }: ConsoleOptions): Promise<RunningConsole> {
  if (administrator) await makeAdministrator(databaseUrl);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const root = path.resolve(import.meta.dirname, '../..');
  const child = spawn(
    process.execPath,
    [path.join(root, 'node_modules/next/dist/bin/next'), 'start', '-H', '127.0.0.1', '-p', String(port)],
    {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', DATABASE_URL: databaseUrl, SECRET_KEY: secretKey },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await waitFor(
    'the console to answer',
    async () => {
      if (child.exitCode !== null) throw new Error(`the console ended: ${output}`);
      return (await fetch(`${url}/sign-in`).catch(() => null))?.ok === true;
    },
    { timeoutMs: 60_000, everyMs: 100 },
  );
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function makeAdministrator(databaseUrl: string): Promise<void> {
  const db = openDatabase(databaseUrl);
  await ensureFirstAdministrator(db, ADMINISTRATOR);
  await db.$disconnect();
}
