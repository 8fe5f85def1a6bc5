import fs from 'node:fs';
import { startEmbeddedPostgres } from '@/lib/db/embedded-postgres';
import { makeServerDirectory } from '@/tests/support/server-directory';
import { runTool } from './run-tool';

/** Whether the migrations lead to exactly the schema of schema.prisma; prints the difference otherwise. */
export async function checkMigrationDrift(): Promise<boolean> {
  const directory = makeServerDirectory();
  const server = await startEmbeddedPostgres({ directory, settings: { fsync: 'off' } });
  try {
    return await runTool(
      'prisma',
      ['migrate', 'diff', '--from-migrations', 'prisma/migrations', '--to-schema', 'prisma/schema.prisma', '--exit-code'],
      { DATABASE_URL: server.databaseUrl('postgres') },
    );
  } finally {
    await server.stop();
    fs.rmSync(directory, { recursive: true });
  }
}
