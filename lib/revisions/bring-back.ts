import { z } from 'zod';
import type { Prisma } from '@/lib/db/generated/prisma/client';
import { movedIds } from '@/lib/policy/difference/moved';
import { inForceAt } from './load-policy';
import type { RevisionChange, RevisionTransaction } from './revision-transaction';

const KINDS = ['rule', 'local_domain', 'acceptance_settings', 'routing_settings', 'named_list'] as const;
const differencesSchema = z.array(
  z.object({ id: z.uuid(), kind: z.enum(KINDS), name: z.string(), action: z.enum(['create', 'update', 'delete', 'move']) }),
);

/**
 * Makes the policy what it was at revision `target`: what differs is closed, and opened anew as it was then. Nothing is lost, since earlier
 * revisions stay as they are. Returns the revision in force then; the present one if it is the same already.
 */
export async function bringBack({ tx, current, openRevision }: RevisionTransaction, target: number): Promise<number> {
  const changes = await changesTo(tx, current, target);
  if (changes.length === 0) return current;
  const revision = await openRevision(changes, target);
  await tx.$executeRaw`
    update policy_item now set valid_to = ${revision}
    where valid_to is null and not exists (
      select 1 from policy_item old
      where old.item_id = now.item_id and old.valid_from <= ${target} and (old.valid_to is null or old.valid_to > ${target})
        and old.content = now.content and old.name = now.name and old.position = now.position)`;
  await tx.$executeRaw`
    insert into policy_item (version_id, item_id, kind, name, position, content, valid_from)
    select gen_random_uuid(), item_id, kind, name, position, content, ${revision} from policy_item old
    where valid_from <= ${target} and (valid_to is null or valid_to > ${target})
      and not exists (select 1 from policy_item now where now.item_id = old.item_id and now.valid_to is null)`;
  return revision;
}

async function changesTo(tx: Prisma.TransactionClient, current: number, target: number): Promise<RevisionChange[]> {
  const rows = await tx.$queryRaw`
    with old as (select * from policy_item where valid_from <= ${target} and (valid_to is null or valid_to > ${target})),
      now as (select * from policy_item where valid_to is null)
    select item_id as id, coalesce(old.kind, now.kind) as kind, coalesce(old.name, now.name) as name,
      case when now.item_id is null then 'create' when old.item_id is null then 'delete'
        when old.content <> now.content or old.name <> now.name then 'update' else 'move' end as action
    from old full join now using (item_id)
    where old.version_id is distinct from now.version_id
      and (old.content, old.name, old.position) is distinct from (now.content, now.name, now.position)
    order by kind, coalesce(old.position, now.position), name`;
  const moved = movedIds(await ruleIds(tx, current), await ruleIds(tx, target));
  return differencesSchema
    .parse(rows)
    .filter(({ id, action }) => action !== 'move' || moved.has(id))
    .map(({ action, kind, name }) => ({ action, kind, name }));
}

async function ruleIds(tx: Prisma.TransactionClient, revision: number): Promise<string[]> {
  const rows = await tx.policyItem.findMany({
    where: { kind: 'rule', ...inForceAt(revision) },
    orderBy: [{ position: 'asc' }, { itemId: 'asc' }],
    select: { itemId: true },
  });
  return rows.map(({ itemId }) => itemId);
}
