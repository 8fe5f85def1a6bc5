import { z } from 'zod';
import type { Prisma } from '@/lib/db/generated/prisma/client';
import type { Database } from '@/lib/db/prisma';
import type { RuleDraft } from '@/lib/policy/parse-rule';
import { parseContent } from '@/lib/revisions/policy-of-items';

/** A rule of the list as it stands in the database. */
export interface RuleInForce {
  readonly id: string;
  readonly version: string;
  readonly rule: RuleDraft;
  readonly changedAt: Date;
  readonly changedBy: string;
}

const placesSchema = z.array(z.object({ id: z.uuid(), version: z.uuid(), changedAt: z.date(), changedBy: z.string() }));

/** Rules by version, parsed. A version never changes, and of 10,000 rules few differ from one request to the next. */
let parsedVersions: ReadonlyMap<string, RuleDraft> = new Map();

/** The rules in force in their order, all or the `first` ones. The same version is the same object each time. @throws StoredPolicyError */
export async function rulesInForce(db: Database, first?: number): Promise<RuleInForce[]> {
  const places = placesSchema.parse(
    await db.$queryRaw`
      select i.item_id as id, i.version_id as version, r.created_at as "changedAt", r.author as "changedBy"
      from policy_item i join policy_revision r on r.number = i.valid_from
      where i.kind = 'rule' and i.valid_to is null order by i.position, i.item_id limit ${first ?? null}::bigint`,
  );
  // Not from the shared map at the end: another request may meanwhile see a newer list and forget these versions.
  const rules = new Map(places.flatMap(({ version }) => entryOf(version)));
  await parseMissing(db, rules, places);
  parsedVersions = first === undefined ? rules : new Map([...parsedVersions, ...rules]);
  return places.flatMap(({ version, ...place }) => {
    const rule = rules.get(version);
    return rule === undefined ? [] : [{ ...place, version, rule }];
  });
}

function entryOf(version: string): [string, RuleDraft][] {
  const rule = parsedVersions.get(version);
  return rule === undefined ? [] : [[version, rule]];
}

async function parseMissing(db: Database, rules: Map<string, RuleDraft>, places: z.infer<typeof placesSchema>): Promise<void> {
  const versions = places.map(({ version }) => version).filter((version) => !rules.has(version));
  if (versions.length === 0) return;
  // Nearly all of them are asked for at once, after the start.
  const where: Prisma.PolicyItemWhereInput = versions.length > 500 ? { kind: 'rule', validTo: null } : { versionId: { in: versions } };
  const items = await db.policyItem.findMany({ where, select: { versionId: true, name: true, content: true } });
  for (const item of items) rules.set(item.versionId, parseContent('rule', item));
}
