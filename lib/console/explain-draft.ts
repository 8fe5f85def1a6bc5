import type { RuleView } from '@/lib/api/contracts/rules';
import { answerStage } from '@/lib/policy/answer-stage';
import { describeRule } from '@/lib/policy/describe';
import type { RuleDraft } from '@/lib/policy/parse-rule';
import { type Caller, demand } from './caller';
import { rulesInForce } from './rules-in-force';

/** What a rule would do and when it would answer, if the list held it like this: in place of the rule `id`, or at the end. @throws StoredPolicyError */
export async function explainDraft(caller: Caller, draft: RuleDraft, id: string | null): Promise<RuleView['explanation']> {
  demand(caller, 'policy.read');
  const items = await rulesInForce(caller.db);
  const place = items.findIndex((each) => each.id === id);
  const above = (place === -1 ? items : items.slice(0, place)).map(({ rule }) => rule);
  const { stage, reason, warning } = answerStage(draft, above);
  return { stage, reason: reason[caller.locale], warning: warning?.[caller.locale] ?? null, ...describeRule(draft, caller.locale) };
}
