import type { z } from 'zod';
import type { NamedListView, namedListsSchema } from '@/lib/api/contracts/named-lists';
import { CATALOGUE } from '@/lib/policy/catalogue';
import { refersTo } from '@/lib/policy/list-references';
import type { NamedListDraft } from '@/lib/policy/named-list';
import type { RuleDraft } from '@/lib/policy/parse-rule';
import { latestRevision } from '@/lib/revisions/latest-revision';
import { rulesWithLists } from '@/lib/revisions/list-use';
import { parseContent } from '@/lib/revisions/policy-of-items';
import { type Caller, demand } from './caller';
import { Refusal } from './refusal';

const IN_FORCE = { kind: 'named_list', validTo: null } as const;
const SAMPLE = 3;

/** The named lists in force, by name, with the rules that refer to them. @throws StoredPolicyError */
export async function listNamedLists(caller: Caller): Promise<z.infer<typeof namedListsSchema>> {
  demand(caller, 'policy.read');
  const [revision, items, rules] = await Promise.all([
    latestRevision(caller.db),
    caller.db.policyItem.findMany({ where: IN_FORCE, orderBy: { name: 'asc' } }),
    rulesWithLists(caller.db),
  ]);
  const lists = items.map((item) => {
    const list = parseContent('named_list', item);
    const { name, kind, comment, entries } = list;
    return {
      ...{ id: item.itemId, version: item.versionId, name, kind, comment },
      count: entries.length,
      sample: entries.slice(0, SAMPLE),
      usedBy: usersOf(list, rules),
    };
  });
  return { revision: revision ?? 0, lists };
}

/** @throws Refusal */
export async function showNamedList(caller: Caller, id: string): Promise<NamedListView> {
  demand(caller, 'policy.read');
  const item = await caller.db.policyItem.findFirst({ where: { ...IN_FORCE, itemId: id } });
  if (item === null) throw new Refusal({ kind: 'not-found' });
  const list = parseContent('named_list', item);
  return { id: item.itemId, version: item.versionId, list, usedBy: usersOf(list, await rulesWithLists(caller.db)) };
}

function usersOf(list: NamedListDraft, rules: readonly RuleDraft[]): string[] {
  return rules.filter((rule) => refersTo(rule, list, CATALOGUE)).map(({ name }) => name);
}
