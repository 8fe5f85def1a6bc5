import { startEmbeddedPostgres } from '@/lib/db/embedded-postgres';
import type { Env } from '@/lib/env';
import { EMBEDDED_DATABASE, migrate } from '../run/gateway-database';

/** Applies the migrations that are missing, in DATABASE_URL or the embedded PostgreSQL, which need not run. Returns their names. */
export async function migrateDatabase(env: Env): Promise<string[]> {
  if (env.DATABASE_URL !== undefined) return migrate(env.DATABASE_URL);
  const server = await startEmbeddedPostgres({ directory: env.DATA_DIR });
  try {
    return await migrate(server.databaseUrl(EMBEDDED_DATABASE));
  } finally {
    if (!server.attached) await server.stop();
  }
}
