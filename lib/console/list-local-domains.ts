import type { z } from 'zod';
import type { LocalDomainView, localDomainListSchema } from '@/lib/api/contracts/domains';
import type { PolicyItem } from '@/lib/db/generated/prisma/client';
import { latestRevision } from '@/lib/revisions/latest-revision';
import { parseContent } from '@/lib/revisions/policy-of-items';
import { type Caller, demand } from './caller';
import { Refusal } from './refusal';

const IN_FORCE = { kind: 'local_domain', validTo: null } as const;

/** The local domains in force, by name. @throws StoredPolicyError */
export async function listLocalDomains(caller: Caller): Promise<z.infer<typeof localDomainListSchema>> {
  demand(caller, 'policy.read');
  const [revision, items] = await Promise.all([
    latestRevision(caller.db),
    caller.db.policyItem.findMany({ where: IN_FORCE, orderBy: { name: 'asc' } }),
  ]);
  return { revision: revision ?? 0, domains: items.map(view) };
}

/** @throws Refusal */
export async function showLocalDomain(caller: Caller, id: string): Promise<LocalDomainView> {
  demand(caller, 'policy.read');
  const item = await caller.db.policyItem.findFirst({ where: { ...IN_FORCE, itemId: id } });
  if (item === null) throw new Refusal({ kind: 'not-found' });
  return view(item);
}

function view(item: PolicyItem): LocalDomainView {
  return { id: item.itemId, version: item.versionId, ...parseContent('local_domain', item) };
}
