import type { Prisma } from '@/lib/db/generated/prisma/client';
import type { Database } from '@/lib/db/prisma';
import type { Policy } from '@/lib/policy/policy';
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
  const rows = await db.policyItem.findMany({ where: inForceAt(number), orderBy: [{ position: 'asc' }, { itemId: 'asc' }] });
  const contents = <Kind extends ItemKind>(kind: Kind) =>
    rows.filter((row) => row.kind === kind).map((row) => ({ id: row.itemId, ...parseContent(kind, row) }));
  return {
    revision: number,
    rules: contents('rule'),
    acceptance: settingsPage('acceptance_settings', rows, number),
    routing: settingsPage('routing_settings', rows, number),
    localDomains: contents('local_domain'),
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
