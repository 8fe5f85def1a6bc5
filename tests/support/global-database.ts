import fs from 'node:fs';
import type { TestProject } from 'vitest/node';
import { applyMigrations } from '@/lib/db/apply-migrations';
import { startEmbeddedPostgres } from '@/lib/db/embedded-postgres';
import { makeServerDirectory } from './server-directory';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Maintenance database of the test server, and the name of the migrated database to copy. */
    testServer: { url: string; template: string };
  }
}

/** Speed over durability: these databases live as long as the run. Tests that kill a server start one of their own. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off', max_connections: '300' };

/** One PostgreSQL for the whole run, whatever projects are in it; none for unit tests alone. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (project.vitest.projects.every(({ name }) => name === 'unit')) return undefined;
  const directory = makeServerDirectory();
  const server = await startEmbeddedPostgres({ directory, settings: SETTINGS });
  const stop = async (): Promise<void> => {
    await server.stop();
    fs.rmSync(directory, { recursive: true, force: true });
  };
  try {
    const template = 'siegel_template';
    await applyMigrations(server.databaseUrl(template));
    project.provide('testServer', { url: server.databaseUrl('postgres'), template });
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
