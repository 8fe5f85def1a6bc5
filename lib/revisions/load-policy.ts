import type { PolicyItem, Prisma } from '@/lib/db/generated/prisma/client';
import type { Database } from '@/lib/db/prisma';
import type { Policy } from '@/lib/policy/policy';
import { inSlices } from './in-slices';
import { latestRevision } from './latest-revision';
import { policyOf, StoredPolicyError } from './policy-of-items';

/** The whole policy of a revision, the newest if none is named. @throws StoredPolicyError */
export async function loadPolicy(db: Database | Prisma.TransactionClient, revision?: number): Promise<Policy> {
  const number = revision ?? (await latestRevision(db));
  if (number === null) throw new StoredPolicyError('No policy has been saved yet.');
  return inSlices(policyOf(await rowsInForce(db, number), number));
}

/** Rows read at a time. */
const PAGE = 1000;

/** In pages: what has been read is converted in one go, and a session must not wait for 100,000 rows. */
async function rowsInForce(db: Database | Prisma.TransactionClient, revision: number): Promise<PolicyItem[]> {
  const rows: PolicyItem[] = [];
  for (;;) {
    const after = rows.at(-1)?.versionId;
    const where = after === undefined ? inForceAt(revision) : { AND: [inForceAt(revision), { versionId: { gt: after } }] };
    const page = await db.policyItem.findMany({ where, orderBy: { versionId: 'asc' }, take: PAGE });
    rows.push(...page);
    if (page.length < PAGE) return rows;
  }
}

/** The items that a revision consists of. */
export function inForceAt(revision: number): Prisma.PolicyItemWhereInput {
  return { validFrom: { lte: revision }, OR: [{ validTo: null }, { validTo: { gt: revision } }] };
}
