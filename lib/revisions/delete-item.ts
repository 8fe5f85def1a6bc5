import type { Database } from '@/lib/db/prisma';
import { closeVersion, hasSeenContent, itemInForce } from './item-store';
import { changePolicy } from './revision-transaction';
import type { SaveOutcome } from './save-outcome';

/** Takes an item that the author has seen in `version` out of force; earlier revisions keep it. */
export function deleteItem(
  db: Database,
  author: string,
  { kind, id, version }: { readonly kind: 'rule' | 'local_domain'; readonly id: string; readonly version: string },
): Promise<SaveOutcome> {
  return changePolicy(db, author, async ({ tx, openRevision }) => {
    const item = await itemInForce(tx, kind, id);
    if (item === null) return { kind: 'not-found' };
    if (!(await hasSeenContent(tx, item, version))) return { kind: 'conflict' };
    const revision = await openRevision([{ action: 'delete', kind, name: item.name }]);
    await closeVersion(tx, item, revision);
    return { kind: 'saved', revision, id, version: item.versionId };
  });
}
