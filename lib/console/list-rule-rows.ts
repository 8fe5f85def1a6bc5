import type { RuleRow, RuleRows } from '@/lib/api/contracts/rule-rows';
import type { Locale } from '@/lib/i18n/locales';
import { answerStages } from '@/lib/policy/answer-stage';
import { describeRule } from '@/lib/policy/describe';
import type { RuleDraft } from '@/lib/policy/parse-rule';
import { categoriesOf, effectKind, listedValues } from '@/lib/policy/rule-summary';
import { latestRevision } from '@/lib/revisions/latest-revision';
import { type Caller, demand } from './caller';
import { rulesInForce } from './rules-in-force';

/**
 * The rule list as it is shown, in the caller's language; only its beginning when `first` says how many are wanted.
 * @throws StoredPolicyError
 */
export async function listRuleRows(caller: Caller, { first }: { readonly first?: number | undefined } = {}): Promise<RuleRows> {
  demand(caller, 'policy.read');
  // Before the rules: a revision that comes in between must not pass for one that is shown.
  const revision = (await latestRevision(caller.db)) ?? 0;
  const [items, total] = await Promise.all([
    rulesInForce(caller.db, first),
    caller.db.policyItem.count({ where: { kind: 'rule', validTo: null } }),
  ]);
  const answers = answerStages(items.map(({ rule }) => rule));
  const rows = items.flatMap(({ id, version, rule }, i): RuleRow[] => {
    const answer = answers[i];
    if (answer === undefined) return [];
    const { name, mode, comment } = rule;
    const warning = answer.warning?.[caller.locale] ?? null;
    return [{ id, version, order: i + 1, name, mode, comment, stage: answer.stage, warning, ...summaryOf(rule, caller.locale) }];
  });
  return { revision, total, rows };
}

type Summary = Pick<RuleRow, 'conditions' | 'actions' | 'further' | 'effect' | 'categories'>;

/** By rule: the one object that rulesInForce gives for a version. */
const summaries: Readonly<Record<Locale, WeakMap<RuleDraft, Summary>>> = { en: new WeakMap(), de: new WeakMap() };

function summaryOf(rule: RuleDraft, locale: Locale): Summary {
  const known = summaries[locale].get(rule);
  if (known !== undefined) return known;
  const sentence = describeRule(rule, locale);
  const told = `${sentence.conditions} ${sentence.actions}`;
  const further = listedValues(rule).filter((value) => !told.includes(value));
  const summary = { ...sentence, further: further.join(' '), effect: effectKind(rule), categories: categoriesOf(rule) };
  summaries[locale].set(rule, summary);
  return summary;
}
