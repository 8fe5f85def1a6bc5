import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { applyMigrations, MigrationError } from '@/lib/db/apply-migrations';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/lib/db/embedded-postgres';
import type { Env } from '@/lib/env';
import { Problem } from './problem';

/** Name of the database in the embedded PostgreSQL. */
export const EMBEDDED_DATABASE = 'siegel';
const RESTART_WAIT_MS = 1000;
/** For the console, the command line, and one worker alone, which takes more than each of several. */
const FEWEST_CONNECTIONS = 190;
const CONNECTIONS_PER_WORKER = 10;

/** The database that console and worker meet in. */
export interface GatewayDatabase {
  readonly url: string;
  /** Stops the embedded PostgreSQL; leaves the one of DATABASE_URL alone. */
  stop(): Promise<void>;
}

export interface GatewayDatabaseOptions {
  readonly env: Env;
  readonly say: (line: string) => void;
  /** Told when the embedded PostgreSQL has ended and cannot be started again. */
  readonly onLost: (problem: Problem) => void;
}

/**
 * The database of DATABASE_URL or, without it, of an embedded PostgreSQL, which is started again if it ends.
 * @throws Problem
 */
export async function openGatewayDatabase({ env, say, onLost }: GatewayDatabaseOptions): Promise<GatewayDatabase> {
  if (env.DATABASE_URL !== undefined) return { url: env.DATABASE_URL, stop: () => Promise.resolve() };
  let server = await startServer(env);
  const url = server.databaseUrl(EMBEDDED_DATABASE);
  let stopping = false;
  const keepRunning = async (): Promise<void> => {
    for (;;) {
      await server.ended;
      if (stopping) return;
      say('The embedded PostgreSQL has ended. It is started again.');
      server = await startServer(env);
      if (stopping) return server.stop();
      // Console and worker hold the old address, and mail that they are answering for depends on it.
      if (server.databaseUrl(EMBEDDED_DATABASE) !== url)
        throw new Problem('The port of the embedded PostgreSQL was taken by another program.');
      say('The embedded PostgreSQL is running again.');
      await delay(RESTART_WAIT_MS);
    }
  };
  const running = keepRunning().catch((error: unknown) => {
    if (!stopping) onLost(error instanceof Problem ? error : new Problem(String(error)));
  });
  return {
    url,
    stop: async () => {
      stopping = true;
      await server.stop();
      await running;
    },
  };
}

/**
 * Applies the migrations that are missing; returns their names.
 * @throws Problem that says where the database was looked for, never with its password
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  try {
    return await applyMigrations(databaseUrl);
  } catch (error) {
    if (error instanceof MigrationError) throw new Problem(error.message);
    throw new Problem(explainDatabaseError(databaseUrl, error));
  }
}

/** @throws Problem when the database cannot be reached, or has never been migrated */
export async function checkUsable(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query("SELECT to_regclass('policy_revision') IS NOT NULL AS migrated");
    if (rows[0]?.migrated !== true) throw new Problem('The database is empty: "npm run siegel -- migrate" sets it up.');
  } catch (error) {
    throw error instanceof Problem ? error : new Problem(explainDatabaseError(databaseUrl, error));
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** One sentence on why a database cannot be used, for the person who has set DATABASE_URL. */
function explainDatabaseError(databaseUrl: string, error: unknown): string {
  const { host, pathname, username } = new URL(databaseUrl);
  const [code, message] = error instanceof Error ? ['code' in error ? String(error.code) : '', error.message] : ['', String(error)];
  switch (code) {
    case 'ECONNREFUSED':
      return `The database at ${host} cannot be reached: nothing listens there. Start it, or change DATABASE_URL.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The database at ${host} cannot be reached: the name is unknown. Change DATABASE_URL.`;
    case '3D000':
      return `There is no database "${pathname.slice(1)}" at ${host}: "npm run siegel -- migrate" makes it.`;
    case '28P01':
    case '28000':
      return `The database at ${host} refuses the user "${decodeURIComponent(username)}": change user or password in DATABASE_URL.`;
    case '42501':
      return `The user "${decodeURIComponent(username)}" may not make the database "${pathname.slice(1)}" or its tables at ${host}: ${message}.`;
    default:
      return `The database at ${host} cannot be used: ${message || code}. See DATABASE_URL.`;
  }
}

async function startServer(env: Env): Promise<EmbeddedPostgres> {
  try {
    const settings = { max_connections: String(FEWEST_CONNECTIONS + CONNECTIONS_PER_WORKER * env.SMTP_WORKERS) };
    return await startEmbeddedPostgres({ directory: env.DATA_DIR, settings });
  } catch (error) {
    throw new Problem(error instanceof Error ? error.message : String(error));
  }
}
