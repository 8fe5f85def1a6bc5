import type { Policy } from '@/lib/policy/policy';
import { ITEM_CONTENT, type ItemContent, type ItemKind } from './item-content';

/** A stored policy cannot be used; `message` names the item and what is wrong with it. */
export class StoredPolicyError extends Error {}

/** A row of policy_item. */
export interface StoredItem {
  readonly itemId: string;
  readonly kind: ItemKind;
  readonly name: string;
  /** Order of the rules; equal ones follow their ids. */
  readonly position: number;
  readonly content: unknown;
}

/**
 * The policy that these items, in any order, are, step by step. The content of each is parsed again: what was stored by another version of this
 * program either still makes sense or is refused as a whole.
 * @throws StoredPolicyError
 */
export function* policyOf(stored: readonly StoredItem[], number: number): Generator<void, Policy> {
  const rows = stored.toSorted((a, b) => a.position - b.position || (a.itemId < b.itemId ? -1 : 1));
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
