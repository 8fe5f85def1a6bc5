import type { RuleList, RuleView } from '@/lib/api/contracts/rules';
import type { Database } from '@/lib/db/prisma';
import { answerStages } from '@/lib/policy/answer-stage';
import { describeRule } from '@/lib/policy/describe';
import { latestRevision } from '@/lib/revisions/latest-revision';
import { type Caller, demand } from './caller';
import { rulesInForce } from './rules-in-force';

/** The rule list in force, each rule with its sentence in the caller's language. @throws StoredPolicyError */
export async function listRules(caller: Caller): Promise<RuleList> {
  demand(caller, 'policy.read');
  const [revision, items, hits] = await Promise.all([
    latestRevision(caller.db),
    rulesInForce(caller.db),
    hitsByRule(caller.db, new Date(Date.now() - 24 * 3_600_000)),
  ]);
  const answers = answerStages(items.map(({ rule }) => rule));
  const views = items.flatMap(({ id, version, rule, changedAt, changedBy }, i): RuleView[] => {
    const answer = answers[i];
    if (answer === undefined) return [];
    const { enforced = 0, monitored = 0 } = hits.get(id) ?? {};
    return [
      {
        ...{ id, version, rule, changedBy },
        order: i + 1,
        explanation: {
          stage: answer.stage,
          reason: answer.reason[caller.locale],
          warning: answer.warning?.[caller.locale] ?? null,
          ...describeRule(rule, caller.locale),
        },
        hits24h: enforced,
        wouldHits24h: monitored,
        changedAt: changedAt.toISOString(),
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
  const rows = await db.ruleHit.groupBy({ by: ['ruleId', 'mode'], where: { hour: { gte: since } }, _sum: { matched: true } });
  const hits = new Map<string, { enforced: number; monitored: number }>();
  for (const { ruleId, mode, _sum } of rows) {
    const entry = hits.get(ruleId) ?? { enforced: 0, monitored: 0 };
    entry[mode === 'monitor' ? 'monitored' : 'enforced'] += _sum.matched ?? 0;
    hits.set(ruleId, entry);
  }
  return hits;
}
