import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { PolicyItem, Prisma } from '@/lib/db/generated/prisma/client';
import { passwordSchema } from '@/lib/policy/authentication';
import type { ItemContent, ItemKind } from './item-content';

/** An item to be saved: its kind with a content of that kind. */
export type ItemDraft = { readonly [Kind in ItemKind]: { readonly kind: Kind; readonly content: ItemContent<Kind> } }[ItemKind];

/** The name under which an item is listed in revisions and must be unique within its kind. */
export function itemName(draft: ItemDraft): string {
  switch (draft.kind) {
    case 'rule':
    case 'named_list':
      return draft.content.name;
    case 'local_domain':
      return draft.content.domain;
    case 'acceptance_settings':
    case 'routing_settings':
      return draft.kind;
  }
}

const jsonObjectSchema = z.record(z.string(), z.json());

/** The content as the database will give it back. @throws Error if it holds a password that was typed: only ids of passwords are stored */
export function toStored(content: ItemDraft['content']): z.infer<typeof jsonObjectSchema> {
  return jsonObjectSchema.parse(JSON.parse(JSON.stringify(content), refuseTyped));
}

function refuseTyped(_: string, value: unknown): unknown {
  if (passwordSchema.safeParse(value).data?.kind === 'typed') throw new Error('a password must be encrypted before it is stored');
  return value;
}

export function itemInForce(tx: Prisma.TransactionClient, kind: ItemKind, itemId: string): Promise<PolicyItem | null> {
  return tx.policyItem.findFirst({ where: { kind, itemId, validTo: null } });
}

/**
 * Whether an author who has seen `version` has seen the content in force. Moving a rule makes a new version with the same content,
 * which overwrites nobody's work.
 */
export async function hasSeenContent(tx: Prisma.TransactionClient, current: PolicyItem, version: string): Promise<boolean> {
  if (version === current.versionId) return true;
  const seen = await tx.policyItem.findFirst({ where: { versionId: version, itemId: current.itemId } });
  return seen !== null && isDeepStrictEqual(seen.content, current.content);
}

/** The database decides what equal means here: the partial unique index compares `lower(name)`. */
export async function isNameTaken(tx: Prisma.TransactionClient, kind: ItemKind, name: string, exceptItemId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from policy_item
    where kind = ${kind}::policy_item_kind and lower(name) = lower(${name}) and valid_to is null and item_id <> ${exceptItemId}::uuid
    limit 1`;
  return rows.length > 0;
}

/** Ends a version with the revision before `revision`. */
export async function closeVersion(tx: Prisma.TransactionClient, item: PolicyItem, revision: number): Promise<void> {
  await tx.policyItem.update({ where: { versionId: item.versionId }, data: { validTo: revision } });
}
