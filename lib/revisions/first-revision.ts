import { randomUUID } from 'node:crypto';
import type { Database } from '@/lib/db/prisma';
import { DEFAULT_ACCEPTANCE, DEFAULT_ROUTING } from '@/lib/policy/basic-settings';
import { type ItemDraft, itemName, toStored } from './item-store';
import { holdPolicy } from './revision-transaction';

const FIRST_ITEMS: readonly ItemDraft[] = [
  { kind: 'acceptance_settings', content: DEFAULT_ACCEPTANCE },
  { kind: 'routing_settings', content: DEFAULT_ROUTING },
];

/** Makes revision 1, the Basic Settings with their defaults and no rule, unless there is a revision already. Safe to call from several processes at once. */
export function ensureFirstRevision(db: Database): Promise<void> {
  return holdPolicy(db, 'Siegel', async ({ tx, current, openRevision }) => {
    if (current > 0) return;
    const validFrom = await openRevision(FIRST_ITEMS.map((draft) => ({ action: 'create', kind: draft.kind, name: itemName(draft) })));
    await tx.policyItem.createMany({
      data: FIRST_ITEMS.map((draft) => ({
        itemId: randomUUID(),
        kind: draft.kind,
        name: itemName(draft),
        content: toStored(draft.content),
        validFrom,
      })),
    });
  });
}
