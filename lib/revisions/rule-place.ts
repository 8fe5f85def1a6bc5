import type { Prisma } from '@/lib/db/generated/prisma/client';

/** Positions closer than this are renumbered before anything goes between them. */
const CLOSEST = 1e-6;

/** Where a rule shall stand: above another one, or as number `order` of the list (from 1) in which `moved` no longer stands. */
export type RulePlace = { readonly above: string | null } | { readonly order: number; readonly moved: string };

/** A position for a rule at a place of the list as it is in force; renumbers the list as part of `revision` where there is no room. */
export async function placeRule(tx: Prisma.TransactionClient, revision: number, place: RulePlace): Promise<number> {
  const neighbours = await neighboursOf(tx, place);
  if (hasRoom(neighbours)) return between(neighbours);
  await renumberRules(tx, revision);
  return between(await neighboursOf(tx, place));
}

/** Positions of the rules above and below a place; null at an end of the list. */
interface Neighbours {
  readonly above: number | null;
  readonly below: number | null;
}

function hasRoom({ above, below }: Neighbours): boolean {
  return above === null || below === null || below - above >= CLOSEST;
}

function between({ above, below }: Neighbours): number {
  if (above !== null && below !== null) return (above + below) / 2;
  if (above !== null) return above + 1;
  return below !== null ? below - 1 : 1;
}

const LIST_ORDER = [{ position: 'asc' }, { itemId: 'asc' }] as const satisfies Prisma.PolicyItemOrderByWithRelationInput[];

async function neighboursOf(tx: Prisma.TransactionClient, place: RulePlace): Promise<Neighbours> {
  if ('order' in place) {
    const others: Prisma.PolicyItemWhereInput = { kind: 'rule', validTo: null, itemId: { not: place.moved } };
    const before = Math.min(place.order - 1, await tx.policyItem.count({ where: others }));
    const rows = await tx.policyItem.findMany({ where: others, orderBy: [...LIST_ORDER], skip: Math.max(before - 1, 0), take: 2 });
    const positions = rows.map((row) => row.position);
    return before === 0 ? { above: null, below: positions[0] ?? null } : { above: positions[0] ?? null, below: positions[1] ?? null };
  }
  const inForce: Prisma.PolicyItemWhereInput = { kind: 'rule', validTo: null };
  const below = place.above === null ? null : await tx.policyItem.findFirst({ where: { ...inForce, itemId: place.above } });
  const above = await tx.policyItem.findFirst({
    where: below === null ? inForce : { ...inForce, position: { lt: below.position } },
    orderBy: { position: 'desc' },
  });
  return { above: above?.position ?? null, below: below?.position ?? null };
}

/** Opens a new version of every rule in force, at 1, 2, 3, ... in their present order. */
async function renumberRules(tx: Prisma.TransactionClient, revision: number): Promise<void> {
  await tx.$executeRaw`update policy_item set valid_to = ${revision} where kind = 'rule' and valid_to is null`;
  await tx.$executeRaw`
    insert into policy_item (version_id, item_id, kind, name, position, content, valid_from)
    select gen_random_uuid(), item_id, kind, name, row_number() over (order by position, item_id), content, ${revision}
    from policy_item where kind = 'rule' and valid_to = ${revision}`;
}
