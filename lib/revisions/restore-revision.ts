import type { Database } from '@/lib/db/prisma';
import { bringBack } from './bring-back';
import { loadPolicy } from './load-policy';
import { changePolicy, type OnTrial } from './revision-transaction';
import { PLAIN_SAVE, type SaveTerms } from './save-terms';

export type RestoreOutcome =
  /** `revision` is in force: a new one, or the present one if it was the same already. */
  { readonly kind: 'restored'; readonly revision: number } | { readonly kind: 'conflict' | 'not-found' } | OnTrial;

/**
 * Makes the policy what it was at revision `target`, as a new revision. `seen`: the revision in force that the author has compared it with.
 * @throws StoredPolicyError if this version of the program cannot read that revision; then nothing is changed
 */
export function restoreRevision(
  db: Database,
  author: string,
  { target, seen, terms = PLAIN_SAVE }: { readonly target: number; readonly seen: number; readonly terms?: SaveTerms },
): Promise<RestoreOutcome> {
  return changePolicy<RestoreOutcome>(
    db,
    author,
    async (transaction) => {
      const { tx, current } = transaction;
      if (target < 1 || target > current) return { kind: 'not-found' };
      if (seen !== current) return { kind: 'conflict' };
      await loadPolicy(tx, target);
      return { kind: 'restored', revision: await bringBack(transaction, target) };
    },
    terms,
  );
}
