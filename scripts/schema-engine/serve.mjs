import fs from 'node:fs';
import readline from 'node:readline';
import pg from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import { parseDatabaseUrl } from './database-url.mjs';
import { loadEngine, openEngine } from './engine.mjs';
import { MigrationAdapterFactory } from './migration-adapter.mjs';

/** JSON-RPC error code of the native engine for every failure. */
const ENGINE_ERROR = 4466;

/**
 * Answers the requests on stdin, one after the other, until it is closed.
 * @param {string} databaseUrl
 * @param {string[]} schemaFiles
 */
export async function serve(databaseUrl, schemaFiles) {
  loadEngine();
  const adapterFactory = openAdapterFactory(databaseUrl);
  const datamodels = schemaFiles.map((file) => [file, fs.readFileSync(file, 'utf8')]);
  let engine;
  for await (const line of readline.createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    const { id, method, params } = JSON.parse(line);
    // Without a method it is the receipt for a 'print' of ours.
    if (method === undefined) continue;
    try {
      engine ??= await openEngine(datamodels, adapterFactory);
      const result = await call(engine, method, params);
      if (method === 'diff' && typeof result?.stdout === 'string') send({ id: -1, method: 'print', params: { content: result.stdout } });
      send({ id, result: result ?? null });
    } catch (error) {
      const data = { is_panic: false, message: error.message, error_code: error.code, meta: error.meta };
      send({ id, error: { code: ENGINE_ERROR, message: 'An error happened. Check the data field for details.', data } });
    }
  }
  await adapterFactory.disposeAll();
  process.exit(0);
}

function openAdapterFactory(databaseUrl) {
  const { url, schema } = parseDatabaseUrl(databaseUrl);
  const config = {
    // Discrete fields: in a connection string the database of the URL would win over that of the shadow database.
    ...parseIntoClientConfig(url.href),
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 10_000,
    options: schema && `-c search_path=${pg.escapeIdentifier(schema)}`,
  };
  return new MigrationAdapterFactory(config, { schema });
}

/** Two methods read only the schema that devDiagnostic has cached, which is stale once `migrate dev` has applied pending migrations. */
const NEEDS_DIAGNOSTIC = ['evaluateDataLoss', 'createMigration'];

async function call(engine, method, params) {
  const name = method === 'getDatabaseVersion' ? 'version' : method;
  try {
    return await engine[name](params);
  } catch (error) {
    if (!NEEDS_DIAGNOSTIC.includes(method) || !/shadow DB must be provided/.test(error.message)) throw error;
    await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
    return engine[name](params);
  }
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}
