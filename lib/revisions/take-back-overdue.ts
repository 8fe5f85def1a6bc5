import { openDatabase } from '@/lib/db/prisma';
import { takeBackOverdue } from './settle-trial';

/** takeBackOverdue() on a connection of its own, for whoever has none: it is needed once in a while. */
export async function takeBackOverdueOn(databaseUrl: string): ReturnType<typeof takeBackOverdue> {
  const db = openDatabase(databaseUrl);
  try {
    return await takeBackOverdue(db);
  } finally {
    await db.$disconnect();
  }
}
