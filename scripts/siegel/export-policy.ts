import type { Database } from '@/lib/db/prisma';
import { loadPolicy } from '@/lib/revisions/load-policy';
import { StoredPolicyError } from '@/lib/revisions/policy-of-items';
import { Problem } from '../run/problem';

/** The policy in force as JSON. @throws Problem when there is none, or it is of another version */
export async function exportPolicy(db: Database): Promise<string> {
  try {
    return JSON.stringify(await loadPolicy(db), null, 2);
  } catch (error) {
    throw error instanceof StoredPolicyError ? new Problem(error.message) : error;
  }
}
