import type { Database } from '@/lib/db/prisma';
import { closeVersion, hasSeenContent, itemInForce } from './item-store';
import { isListUsed } from './list-use';
import { parseContent } from './policy-of-items';
import { changePolicy, type RevisionTransaction } from './revision-transaction';
import type { SaveOutcome } from './save-outcome';
import type { SaveTerms } from './save-terms';

/** Takes an item that the author has seen in `version` out of force; earlier revisions keep it. */
export function deleteItem(
  db: Database,
  author: string,
  { kind, id, version }: { readonly kind: 'rule' | 'local_domain' | 'named_list'; readonly id: string; readonly version: string },
  terms?: SaveTerms,
): Promise<SaveOutcome> {
  const remove = async ({ tx, openRevision }: RevisionTransaction): Promise<SaveOutcome> => {
    const item = await itemInForce(tx, kind, id);
    if (item === null) return { kind: 'not-found' };
    if (!(await hasSeenContent(tx, item, version))) return { kind: 'conflict' };
    if (kind === 'named_list' && (await isListUsed(tx, parseContent(kind, item)))) return { kind: 'in-use' };
    const revision = await openRevision([{ action: 'delete', kind, name: item.name }]);
    await closeVersion(tx, item, revision);
    return { kind: 'saved', revision, id, version: item.versionId };
  };
  return changePolicy(db, author, remove, terms);
}
