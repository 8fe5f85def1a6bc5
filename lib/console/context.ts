import pg from 'pg';
import { type ConsoleAuths, openConsoleAuths } from '@/lib/auth/console-auth';
import { loadSecretKey, type SecretKey } from '@/lib/auth/secret-key';
import { type Database, openDatabase } from '@/lib/db/prisma';
import { readEnv, SettingError } from '@/lib/env';
import { type Log, openLog } from '@/lib/log/log';
import { DNS_TIMEOUT } from '@/lib/lookups/mail-lookups';
import { createCachedDns } from '@/lib/net/cached-dns';
import type { AskDns } from '@/lib/net/dns-cache';
import { LiveHub } from './live-hub';

/** What one console process has once: its database connections, its sessions, its log. */
export interface ConsoleContext {
  readonly db: Database;
  /** For the SQL of lib/queue. */
  readonly queuePool: pg.Pool;
  /** For reads over recorded mail that take long: they must not keep the others waiting. */
  readonly replayPool: pg.Pool;
  /** What happens in the workers, for whoever watches. */
  readonly live: LiveHub;
  readonly auths: ConsoleAuths;
  /** For what is stored encrypted. */
  readonly secretKey: SecretKey;
  /** Asks the DNS as the worker does. */
  readonly dns: { readonly ask: AskDns; readonly hostname: string };
  readonly log: Log;
}

// On globalThis, because a reload in development evaluates this module again and must not open a second pool.
declare global {
  var siegelConsole: ConsoleContext | undefined;
}

/** The context of this process, opened when first asked for. @throws SettingError */
export function consoleContext(): ConsoleContext {
  globalThis.siegelConsole ??= openConsole();
  return globalThis.siegelConsole;
}

function openConsole(): ConsoleContext {
  const env = readEnv();
  if (env.DATABASE_URL === undefined) throw new SettingError('The console needs the setting DATABASE_URL.');
  const db = openDatabase(env.DATABASE_URL);
  const queuePool = new pg.Pool({ connectionString: env.DATABASE_URL, max: 2 });
  const replayPool = new pg.Pool({ connectionString: env.DATABASE_URL, max: 2 });
  const log = openLog(env.LOG_LEVEL);
  // Without a listener, losing an idle connection would end the process.
  for (const pool of [queuePool, replayPool]) pool.on('error', (error) => log.event('database-away', { reason: error.message }));
  const secretKey = loadSecretKey(env);
  const dns = { ask: createCachedDns(env.DNS_SERVERS, DNS_TIMEOUT), hostname: env.MAIL_HOSTNAME };
  const live = new LiveHub(env.DATABASE_URL, queuePool);
  return { db, queuePool, replayPool, live, auths: openConsoleAuths(db, secretKey), secretKey, dns, log };
}

/** Closes the connections; the next use opens them anew. */
export async function closeConsole(): Promise<void> {
  const context = globalThis.siegelConsole;
  globalThis.siegelConsole = undefined;
  context?.live.stop();
  await Promise.all([context?.db.$disconnect(), context?.queuePool.end(), context?.replayPool.end()]);
}
