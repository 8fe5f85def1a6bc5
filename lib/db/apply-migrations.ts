import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';

const MIGRATIONS_DIRECTORY = path.join(import.meta.dirname, '../../prisma/migrations');

/** The advisory lock and the table of `prisma migrate deploy`: whichever of the two applies migrations, the other accepts it. */
const LOCK_ID = 72_707_369;
const TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
  logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/** The database cannot be brought to this version's schema; `message` is one sentence for the operator. */
export class MigrationError extends Error {}

/**
 * Brings the database to the schema of this version and makes it if it does not exist; returns the names of the migrations that were applied.
 * Each migration is one transaction together with its record, so that a failure leaves nothing half done and the next run tries again.
 * @throws MigrationError; an error of node-postgres when the server cannot be reached
 */
export async function applyMigrations(databaseUrl: string, directory = MIGRATIONS_DIRECTORY): Promise<string[]> {
  const client = await connect(databaseUrl);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK_ID]);
    await client.query(TABLE);
    const recorded = await readRecorded(client);
    const available = listMigrations(directory);
    const newer = [...recorded].find((name) => !available.includes(name));
    if (newer !== undefined)
      throw new MigrationError(`The database was migrated by a newer version of Siegel (${newer}): start that version.`);
    const applied: string[] = [];
    for (const name of available) {
      if (recorded.has(name)) continue;
      await applyOne(client, name, fs.readFileSync(path.join(directory, name, 'migration.sql'), 'utf8'));
      applied.push(name);
    }
    return applied;
  } finally {
    await client.end();
  }
}

/** The names of the migrations in `directory`, in the order in which they are applied. */
export function listMigrations(directory = MIGRATIONS_DIRECTORY): string[] {
  return fs
    .readdirSync(directory)
    .filter((name) => fs.existsSync(path.join(directory, name, 'migration.sql')))
    .sort();
}

async function connect(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    if (!hasCode(error, '3D000')) throw error;
  }
  await createDatabase(databaseUrl);
  return connect(databaseUrl);
}

async function createDatabase(databaseUrl: string): Promise<void> {
  const maintenance = new URL(databaseUrl);
  const database = decodeURIComponent(maintenance.pathname.slice(1));
  maintenance.pathname = '/postgres';
  const client = new pg.Client({ connectionString: maintenance.href, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`);
  } catch (error) {
    // Another process has just made it (duplicate_database, or unique_violation in the catalogue).
    if (!hasCode(error, '42P04') && !hasCode(error, '23505')) throw error;
  } finally {
    await client.end();
  }
}

async function readRecorded(client: pg.Client): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string; finished: boolean }>(
    'SELECT migration_name AS name, finished_at IS NOT NULL AS finished FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  const failed = rows.find((row) => !row.finished);
  if (failed !== undefined) throw new MigrationError(`The migration ${failed.name} failed earlier: see "npx prisma migrate resolve".`);
  return new Set(rows.map((row) => row.name));
}

async function applyOne(client: pg.Client, name: string, sql: string): Promise<void> {
  const checksum = createHash('sha256').update(sql).digest('hex');
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new MigrationError(`The migration ${name} failed: ${error instanceof Error ? error.message : error}.`, { cause: error });
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
