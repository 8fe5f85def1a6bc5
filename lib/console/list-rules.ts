import type { RuleList, RuleView } from '@/lib/api/contracts/rules';
import type { Locale } from '@/lib/i18n/locales';
import { type AnswerStage, answerStages } from '@/lib/policy/answer-stage';
import { describeRule } from '@/lib/policy/describe';
import { latestRevision } from '@/lib/revisions/latest-revision';
import { type Caller, demand } from './caller';
import { type DayHits, hitsOfDay } from './hits-of-day';
import { type RuleInForce, rulesInForce } from './rules-in-force';

/** The rule list in force, each rule with its sentence in the caller's language. @throws StoredPolicyError */
export async function listRules(caller: Caller): Promise<RuleList> {
  demand(caller, 'policy.read');
  const [revision, items, hits] = await Promise.all([latestRevision(caller.db), rulesInForce(caller.db), hitsOfDay(caller.db)]);
  const answers = answerStages(items.map(({ rule }) => rule));
  const rules = items.flatMap((item, i) => {
    const answer = answers[i];
    return answer === undefined ? [] : [ruleView(item, { order: i + 1, answer, hits: hits.get(item.id), locale: caller.locale })];
  });
  return { revision: revision ?? 0, rules };
}

interface Around {
  readonly order: number;
  readonly answer: AnswerStage;
  readonly hits: DayHits | undefined;
  readonly locale: Locale;
}

export function ruleView(item: RuleInForce, { order, answer, hits, locale }: Around): RuleView {
  const { id, version, rule, changedAt, changedBy } = item;
  return {
    ...{ id, version, order, rule, changedBy },
    explanation: {
      stage: answer.stage,
      reason: answer.reason[locale],
      warning: answer.warning?.[locale] ?? null,
      ...describeRule(rule, locale),
    },
    hits24h: hits?.enforced ?? 0,
    wouldHits24h: hits?.monitored ?? 0,
    changedAt: changedAt.toISOString(),
  };
}
