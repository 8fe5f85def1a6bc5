import type { Prisma } from '@/lib/db/generated/prisma/client';
import type { Database } from '@/lib/db/prisma';
import { closeVersion, itemInForce } from './item-store';
import { changePolicy, type RevisionTransaction } from './revision-transaction';
import { placeRule } from './rule-place';
import type { SaveOutcome } from './save-outcome';
import type { SaveTerms } from './save-terms';

type MoveOutcome = Extract<SaveOutcome, { kind: 'saved' | 'not-found' | 'on-trial' }>;

/** Makes a rule number `order` of the list, from 1; past the end means last. A rule that stands there already makes no revision. */
export function moveRule(
  db: Database,
  author: string,
  { id, order }: { readonly id: string; readonly order: number },
  terms?: SaveTerms,
): Promise<MoveOutcome> {
  const move = async ({ tx, current, openRevision }: RevisionTransaction): Promise<MoveOutcome> => {
    const rule = await itemInForce(tx, 'rule', id);
    if (rule === null) return { kind: 'not-found' };
    if ((await orderOf(tx, rule.position, order)) === order) return { kind: 'saved', revision: current, id, version: rule.versionId };
    const revision = await openRevision([{ action: 'move', kind: 'rule', name: rule.name }]);
    const position = await placeRule(tx, revision, { order, moved: id });
    return { kind: 'saved', revision, id, version: await reposition(tx, id, position, revision) };
  };
  return changePolicy(db, author, move, terms);
}

/** The number of the rule at `position`; `wanted` if it is last and `wanted` is past the end. */
async function orderOf(tx: Prisma.TransactionClient, position: number, wanted: number): Promise<number> {
  const [order, last] = await Promise.all([
    tx.policyItem.count({ where: { kind: 'rule', validTo: null, position: { lte: position } } }),
    tx.policyItem.count({ where: { kind: 'rule', validTo: null } }),
  ]);
  return order === last ? Math.max(order, wanted) : order;
}

async function reposition(tx: Prisma.TransactionClient, id: string, position: number, revision: number): Promise<string> {
  const item = await itemInForce(tx, 'rule', id);
  if (item === null) throw new Error(`Rule ${id} went out of force under the policy lock.`);
  if (item.validFrom === revision) {
    // Renumbering the list has opened this version in the same revision.
    await tx.policyItem.update({ where: { versionId: item.versionId }, data: { position } });
    return item.versionId;
  }
  await closeVersion(tx, item, revision);
  const { itemId, kind, name } = item;
  const moved = await tx.policyItem.create({
    data: { itemId, kind, name, position, content: item.content ?? {}, validFrom: revision },
  });
  return moved.versionId;
}
