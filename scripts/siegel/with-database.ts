import { type Database, openDatabase } from '@/lib/db/prisma';
import { readEnv } from '@/lib/env';
import { existingDatabase } from '../run/existing-database';
import { checkUsable } from '../run/gateway-database';

/** Runs a command against the database of DATABASE_URL or of the running `npm start`. @throws Problem when there is none */
export async function withDatabase<Result>(command: (db: Database) => Promise<Result>): Promise<Result> {
  const url = await existingDatabase(readEnv());
  await checkUsable(url);
  const db = openDatabase(url);
  try {
    return await command(db);
  } finally {
    await db.$disconnect();
  }
}
