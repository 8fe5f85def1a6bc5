import { randomUUID } from 'node:crypto';
import type { Database } from '@/lib/db/prisma';
import { type ItemDraft, isNameTaken, itemName, toStored } from './item-store';
import { listsMissing } from './list-use';
import { changePolicy } from './revision-transaction';
import { placeRule } from './rule-place';
import type { SaveOutcome } from './save-outcome';
import type { SaveTerms } from './save-terms';

/** `beforeRule`: id of the rule that a new rule is inserted above; null, or a rule that is gone meanwhile: at the end. */
export function createItem(
  db: Database,
  author: string,
  draft: ItemDraft,
  { beforeRule = null, terms }: { readonly beforeRule?: string | null; readonly terms?: SaveTerms | undefined } = {},
): Promise<SaveOutcome> {
  return changePolicy<SaveOutcome>(
    db,
    author,
    async ({ tx, openRevision }) => {
      const itemId = randomUUID();
      const name = itemName(draft);
      if (await isNameTaken(tx, draft.kind, name, itemId)) return { kind: 'name-taken' };
      const missing = await listsMissing(tx, draft);
      if (missing.length > 0) return { kind: 'missing-lists', missing };
      const revision = await openRevision([{ action: 'create', kind: draft.kind, name }]);
      const position = draft.kind === 'rule' ? await placeRule(tx, revision, { above: beforeRule }) : 0;
      const { versionId } = await tx.policyItem.create({
        data: { itemId, kind: draft.kind, name, position, content: toStored(draft.content), validFrom: revision },
      });
      return { kind: 'saved', revision, id: itemId, version: versionId };
    },
    terms,
  );
}
