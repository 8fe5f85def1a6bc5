import { findEmbeddedPostgres } from '@/lib/db/embedded-postgres';
import type { Env } from '@/lib/env';
import { EMBEDDED_DATABASE } from './gateway-database';
import { Problem } from './problem';

/**
 * The database that a single process works against: DATABASE_URL, or the embedded PostgreSQL of a running `npm start`.
 * @throws Problem when there is neither
 */
export async function existingDatabase(env: Env): Promise<string> {
  const url = env.DATABASE_URL ?? (await findEmbeddedPostgres(env.DATA_DIR, EMBEDDED_DATABASE));
  if (url === null) throw new Problem('There is no database: set DATABASE_URL, or start everything on this machine with "npm start".');
  return url;
}
