import type { PolicyItem, Prisma } from '@/lib/db/generated/prisma/client';
import type { Database } from '@/lib/db/prisma';
import type { Policy } from '@/lib/policy/policy';
import { inSlices } from './in-slices';
import { ITEM_CONTENT, type ItemContent, type ItemKind } from './item-content';
import { latestRevision } from './latest-revision';

/** A stored policy cannot be used; `message` names the item and what is wrong with it. */
export class StoredPolicyError extends Error {}

/**
 * The whole policy of a revision, the newest if none is named. The content of each item is parsed again: what was stored by another
 * version of this program either still makes sense or is refused as a whole.
 * @throws StoredPolicyError
 */
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
    if (page.length < PAGE) return rows.sort((a, b) => a.position - b.position || (a.itemId < b.itemId ? -1 : 1));
  }
}

function* policyOf(rows: readonly PolicyItem[], number: number): Generator<void, Policy> {
  function* contents<Kind extends ItemKind>(kind: Kind) {
    const items: ({ readonly id: string } & ItemContent<Kind>)[] = [];
    for (const row of rows) {
      if (row.kind !== kind) continue;
      items.push({ id: row.itemId, ...parseContent(kind, row) });
      yield;
    }
    return items;
  }
  return {
    revision: number,
    rules: yield* contents('rule'),
    acceptance: settingsPage('acceptance_settings', rows, number),
    routing: settingsPage('routing_settings', rows, number),
    localDomains: yield* contents('local_domain'),
    namedLists: yield* contents('named_list'),
  };
}

/** The items that a revision consists of. */
export function inForceAt(revision: number): Prisma.PolicyItemWhereInput {
  return { validFrom: { lte: revision }, OR: [{ validTo: null }, { validTo: { gt: revision } }] };
}

interface StoredItem {
  readonly kind: ItemKind;
  readonly name: string;
  readonly content: Prisma.JsonValue;
}

/** @throws StoredPolicyError */
export function parseContent<Kind extends ItemKind>(kind: Kind, item: Pick<StoredItem, 'name' | 'content'>): ItemContent<Kind> {
  const parsed = ITEM_CONTENT[kind].safeParse(item.content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new StoredPolicyError(
    `The stored ${kind.replace('_', ' ')} "${item.name}" is not valid: ${issue?.path.join('.') || 'content'}: ${issue?.message}.`,
  );
}

function settingsPage<Kind extends 'acceptance_settings' | 'routing_settings'>(
  kind: Kind,
  rows: readonly StoredItem[],
  revision: number,
): ItemContent<Kind> {
  const row = rows.find((candidate) => candidate.kind === kind);
  if (row === undefined) throw new StoredPolicyError(`Revision ${revision} has no ${kind.replace('_', ' ')}.`);
  return parseContent(kind, row);
}
