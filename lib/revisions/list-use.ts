import { z } from 'zod';
import type { Prisma } from '@/lib/db/generated/prisma/client';
import { CATALOGUE } from '@/lib/policy/catalogue';
import { type MissingList, missingLists, refersTo } from '@/lib/policy/list-references';
import type { NamedList } from '@/lib/policy/named-list';
import type { RuleDraft } from '@/lib/policy/parse-rule';
import type { ItemDraft } from './item-store';
import { parseContent } from './policy-of-items';

/** The named lists in force. @throws StoredPolicyError */
export async function listsInForce(db: Pick<Prisma.TransactionClient, 'policyItem'>): Promise<NamedList[]> {
  const items = await db.policyItem.findMany({ where: { kind: 'named_list', validTo: null }, orderBy: { name: 'asc' } });
  return items.map((item) => ({ id: item.itemId, ...parseContent('named_list', item) }));
}

/** The lists that a drafted rule names and that are not in force; of other drafts none. */
export async function listsMissing(tx: Prisma.TransactionClient, draft: ItemDraft): Promise<MissingList[]> {
  if (draft.kind !== 'rule' || !JSON.stringify(draft.content.conditions).includes('"lists"')) return [];
  return missingLists(draft.content, await listsInForce(tx), CATALOGUE);
}

/** Whether a rule in force, enabled or not, refers to the list. @throws StoredPolicyError */
export async function isListUsed(tx: Prisma.TransactionClient, list: Pick<NamedList, 'name' | 'kind'>): Promise<boolean> {
  return (await rulesWithLists(tx)).some((rule) => refersTo(rule, list, CATALOGUE));
}

const rowsSchema = z.array(z.object({ name: z.string(), content: z.json() }));

/** The rules in force that refer to any list: of a long rule list few. @throws StoredPolicyError */
export async function rulesWithLists(db: Pick<Prisma.TransactionClient, '$queryRaw'>): Promise<RuleDraft[]> {
  const rows = await db.$queryRaw`
    select name, content from policy_item
    where kind = 'rule' and valid_to is null and content->>'conditions' like '%"lists"%' order by position, item_id`;
  return rowsSchema.parse(rows).map((row) => parseContent('rule', row));
}
