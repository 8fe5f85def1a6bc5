import { isDeepStrictEqual } from 'node:util';
import type { PolicyItem, Prisma } from '@/lib/db/generated/prisma/client';
import type { Database } from '@/lib/db/prisma';
import { closeVersion, hasSeenContent, type ItemDraft, isNameTaken, itemInForce, itemName, toStored } from './item-store';
import { isListUsed, listsMissing } from './list-use';
import { parseContent } from './policy-of-items';
import { changePolicy } from './revision-transaction';
import type { SaveOutcome } from './save-outcome';
import type { SaveTerms } from './save-terms';

/** Replaces the content of an item that the author has seen in `version`. The content in force, saved again, makes no revision. */
export function updateItem(
  db: Database,
  author: string,
  {
    id,
    version,
    draft,
    terms,
  }: { readonly id: string; readonly version: string; readonly draft: ItemDraft; readonly terms?: SaveTerms | undefined },
): Promise<SaveOutcome> {
  return changePolicy<SaveOutcome>(
    db,
    author,
    async ({ tx, current, openRevision }) => {
      const item = await itemInForce(tx, draft.kind, id);
      if (item === null) return { kind: 'not-found' };
      if (!(await hasSeenContent(tx, item, version))) return { kind: 'conflict' };
      const name = itemName(draft);
      const content = toStored(draft.content);
      if (isDeepStrictEqual(content, item.content)) return { kind: 'saved', revision: current, id, version: item.versionId };
      if (await isNameTaken(tx, draft.kind, name, id)) return { kind: 'name-taken' };
      const missing = await listsMissing(tx, draft);
      if (missing.length > 0) return { kind: 'missing-lists', missing };
      if (await losesReferences(tx, item, draft)) return { kind: 'in-use' };
      const revision = await openRevision([{ action: 'update', kind: draft.kind, name }]);
      await closeVersion(tx, item, revision);
      const { versionId } = await tx.policyItem.create({
        data: { itemId: id, kind: draft.kind, name, position: item.position, content, validFrom: revision },
      });
      return { kind: 'saved', revision, id, version: versionId };
    },
    terms,
  );
}

/** A list to which rules refer is to have another name or kind. */
async function losesReferences(tx: Prisma.TransactionClient, item: PolicyItem, draft: ItemDraft): Promise<boolean> {
  if (draft.kind !== 'named_list') return false;
  const list = parseContent('named_list', item);
  const { name, kind } = draft.content;
  const stays = kind === list.kind && name.toLowerCase() === list.name.toLowerCase();
  return !stays && isListUsed(tx, list);
}
