import type { RuleList, RuleView } from '@/lib/api/contracts/rules';
import type { Database } from '@/lib/db/prisma';
import { answerStages } from '@/lib/policy/answer-stage';
import { describeRule } from '@/lib/policy/describe';
import { latestRevision } from '@/lib/revisions/latest-revision';
import { parseContent } from '@/lib/revisions/load-policy';
import { type Caller, demand } from './caller';

/** The rule list in force, each rule with its sentence in the caller's language. @throws StoredPolicyError */
export async function listRules(caller: Caller): Promise<RuleList> {
  demand(caller, 'policy.read');
  const [revision, items, hits] = await Promise.all([
    latestRevision(caller.db),
    caller.db.policyItem.findMany({
      where: { kind: 'rule', validTo: null },
      orderBy: [{ position: 'asc' }, { itemId: 'asc' }],
      include: { openedBy: true },
    }),
    hitsByRule(caller.db, new Date(Date.now() - 24 * 3_600_000)),
  ]);
  const rules = items.map((item) => parseContent('rule', item));
  const answers = answerStages(rules);
  const views = items.flatMap((item, i): RuleView[] => {
    const rule = rules[i];
    const answer = answers[i];
    if (rule === undefined || answer === undefined) return [];
    const { enforced = 0, monitored = 0 } = hits.get(item.itemId) ?? {};
    return [
      {
        id: item.itemId,
        version: item.versionId,
        order: i + 1,
        rule,
        explanation: {
          stage: answer.stage,
          reason: answer.reason[caller.locale],
          warning: answer.warning?.[caller.locale] ?? null,
          ...describeRule(rule, caller.locale),
        },
        hits24h: enforced,
        wouldHits24h: monitored,
        changedAt: item.openedBy.createdAt.toISOString(),
        changedBy: item.openedBy.author,
      },
    ];
  });
  return { revision: revision ?? 0, rules: views };
}

/** How often each rule has matched since then, by whole hours: carried out, and only counted. */
async function hitsByRule(
  db: Database,
  since: Date,
): Promise<ReadonlyMap<string, { readonly enforced: number; readonly monitored: number }>> {
  const rows = await db.ruleHit.groupBy({ by: ['ruleId', 'mode'], where: { hour: { gte: since } }, _sum: { count: true } });
  const hits = new Map<string, { enforced: number; monitored: number }>();
  for (const { ruleId, mode, _sum } of rows) {
    const entry = hits.get(ruleId) ?? { enforced: 0, monitored: 0 };
    entry[mode === 'monitor' ? 'monitored' : 'enforced'] += _sum.count ?? 0;
    hits.set(ruleId, entry);
  }
  return hits;
}
