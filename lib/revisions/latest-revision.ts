import type { Prisma } from '@/lib/db/generated/prisma/client';
import type { Database } from '@/lib/db/prisma';

/** Number of the revision in force; null before the first one has been made. */
export async function latestRevision(db: Database | Prisma.TransactionClient): Promise<number | null> {
  const { _max } = await db.policyRevision.aggregate({ _max: { number: true } });
  return _max.number;
}
