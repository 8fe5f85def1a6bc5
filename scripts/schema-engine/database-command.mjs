import pg from 'pg';
import { parseDatabaseUrl } from './database-url.mjs';

/**
 * The engine's own command line, which Prisma calls before it migrates. Success is exit code 0; a failure is exit code 1 and one JSON
 * line on stderr with Prisma's error code, from which the Prisma command line makes its message.
 * @param {string | undefined} command
 * @param {string} databaseUrl
 */
export async function runDatabaseCommand(command, databaseUrl) {
  const { url, database } = parseDatabaseUrl(databaseUrl);
  try {
    switch (command) {
      case 'can-connect-to-database':
        return await runIn(url, database, null);
      case 'create-database':
        return await runIn(url, 'postgres', `CREATE DATABASE ${pg.escapeIdentifier(database)}`).catch(ignoreExisting);
      case 'drop-database':
        return await runIn(url, 'postgres', `DROP DATABASE ${pg.escapeIdentifier(database)}`);
      default:
        throw new Error(`unknown command ${command}`);
    }
  } catch (error) {
    reportFailure(error, url, database);
  }
}

/**
 * Connects to a database of the server and runs a statement there, if one is given.
 * @param {URL} url @param {string} database @param {string | null} sql
 */
async function runIn(url, database, sql) {
  const target = new URL(url);
  target.pathname = `/${encodeURIComponent(database)}`;
  const client = new pg.Client({ connectionString: target.href, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    if (sql !== null) await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Another process has just made the database: duplicate_database, or unique_violation in the catalogue. */
function ignoreExisting(error) {
  if (error.code !== '42P04' && error.code !== '23505') throw error;
}

function reportFailure(error, url, database) {
  const known = {
    '3D000': ['P1003', `Database \`${database}\` does not exist`],
    '28P01': ['P1000', 'Authentication failed against the database server'],
    '42P04': ['P1009', `Database \`${database}\` already exists`],
    ECONNREFUSED: ['P1001', `Can't reach database server at \`${url.host}\``],
  };
  const [code, message] = known[error.code] ?? ['P1010', error.message || String(error.code)];
  const line = {
    timestamp: new Date().toISOString(),
    level: 'ERROR',
    target: 'schema_engine::logger',
    fields: { message, error_code: code, is_panic: false },
  };
  // The Prisma command line skips the first line, where the native engine writes something else.
  process.stderr.write(`\n${JSON.stringify(line)}`);
  process.exitCode = 1;
}
