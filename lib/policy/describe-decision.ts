import type { Locale } from '@/lib/i18n/locales';
import { policyWords } from '@/lib/i18n/messages/policy';
import { CATALOGUE, type Catalogue } from './catalogue';
import { impliedConditions } from './compile-rule';
import type { ConditionTrace, Decision, RuleTrace } from './decision';
import { actionClause, capitalised, conditionClause } from './describe';
import { describeFacts } from './describe-facts';
import { passesAt } from './greylist';
import { instantInWords } from './instants';
import type { Rule } from './rule';
import { addsUp, isRelaySetting, SETTING_NAMES, type SettingName, type SettingValues } from './settings';
import type { Stage } from './stages';

/** A decision with its trace in words. */
export interface DecisionInWords {
  readonly revision: number;
  readonly stage: Stage;
  /** "Refused by rule 1 "x"", "Accepted by the basic settings". */
  readonly summary: string;
  readonly rules: RuleTraceInWords[];
}

interface RuleTraceInWords extends Pick<RuleTrace, 'ruleId' | 'name' | 'order' | 'mode' | 'outcome'> {
  /** "matched and refused the mail", "matched and set the routing: relay to mx.partner.example:465", "did not match". */
  readonly summary: string;
  readonly conditions: { readonly sentence: string; readonly outcome: ConditionTrace['outcome']; readonly saw: string }[];
}

/** @param rules of the revision that decided, by id; of a rule that is missing only its trace is told */
export function describeDecision(
  decision: Decision,
  rules: ReadonlyMap<string, Omit<Rule, 'id'>>,
  locale: Locale,
  catalogue: Catalogue = CATALOGUE,
): DecisionInWords {
  return {
    revision: decision.revision,
    stage: decision.stage,
    summary: summaryOf(decision, locale),
    rules: decision.trace.map((trace) => {
      const { ruleId, name, order, mode, outcome } = trace;
      const rule = rules.get(ruleId);
      const sentences = sentencesOf(rule, locale, catalogue);
      const conditions = trace.conditions.map((one) => ({
        sentence: sentenceOf(one, sentences[one.index], locale, catalogue),
        outcome: one.outcome,
        saw: describeFacts(one.saw, locale),
      }));
      return { ruleId, name, order, mode, outcome, summary: ruleSummary(trace, rule, locale, catalogue), conditions };
    }),
  };
}

interface ConditionSentence {
  readonly condition: string;
  readonly sentence: string;
}

/** Of its own conditions, and of those that its actions bring with them. */
function sentencesOf(rule: Omit<Rule, 'id'> | undefined, locale: Locale, catalogue: Catalogue): ConditionSentence[] {
  if (rule === undefined) return [];
  const own = rule.conditions.flatMap((node) => (node.kind === 'group' ? [...node.conditions] : [node]));
  return [
    ...own.map((node) => ({ condition: node.condition, sentence: conditionClause(node, locale, catalogue) })),
    ...impliedConditions(rule, catalogue).map(({ entry, parameters }) => ({
      condition: entry.id,
      sentence: entry.sentence(parameters, locale) ?? entry.id,
    })),
  ];
}

function sentenceOf(trace: ConditionTrace, own: ConditionSentence | undefined, locale: Locale, catalogue: Catalogue): string {
  if (own?.condition === trace.condition) return capitalised(own.sentence);
  const text = catalogue.conditions.get(trace.condition)?.text[locale];
  return text?.rowLabel ?? text?.label ?? trace.condition;
}

function ruleSummary(trace: RuleTrace, rule: Omit<Rule, 'id'> | undefined, locale: Locale, catalogue: Catalogue): string {
  const { outcome, mode, inSpan, effects } = trace;
  const words = policyWords[locale];
  if (outcome === 'open') return words.notYetKnown;
  if (outcome === 'unknown') return words.lookupFailed;
  if (outcome === 'false') return inSpan === 'false' ? words.outsideSpan : words.didNotMatch;
  const did = mode === 'monitor' ? words.wouldHave : words.did;
  const { verdict, ...others } = effects;
  const set = SETTING_NAMES.filter((name) => name !== 'verdict' && effects[name] !== undefined);
  if (set.length === 0) return verdict === undefined ? did.nothing : [did[verdict.outcome], ...untilWhen(trace, locale)].join(', ');
  const general = verdict !== undefined ? did[verdict.outcome] : did[whatWasSet(set)];
  const clauses = rule === undefined ? [] : clausesThatSet(others, rule, locale, catalogue);
  return clauses.length === 0 ? general : `${general}: ${clauses.join(', ')}`;
}

/** Of what was greylisted: "until 2026-11-24 06:35 UTC". */
function untilWhen({ effects: { verdict }, conditions }: RuleTrace, locale: Locale): string[] {
  if (verdict?.outcome !== 'greylist') return [];
  const instants = conditions.map(({ saw }) => passesAt(verdict.delay, saw)).filter((instant) => instant !== null);
  return instants.map((instant) => policyWords[locale].until(instantInWords(instant)));
}

function whatWasSet(names: readonly SettingName[]): 'route' | 'notify' | 'message' | 'set' {
  if (names.every(isRelaySetting)) return 'route';
  if (names.every((name) => name === 'notifications')) return 'notify';
  return names.every(addsUp) ? 'message' : 'set';
}

/** The actions of a rule by which it set these settings: "relay to mx.partner.example:465". */
function clausesThatSet(effects: SettingValues, rule: Omit<Rule, 'id'>, locale: Locale, catalogue: Catalogue): string[] {
  return rule.actions
    .filter(({ action }) => {
      const entry = catalogue.actions.get(action);
      return entry !== undefined && effects[entry.sets] !== undefined;
    })
    .map((action) => actionClause(action, rule, locale, catalogue));
}

function summaryOf({ stage, settings, trace }: Decision, locale: Locale): string {
  const words = policyWords[locale];
  if (stage === 'relay') {
    const routing = trace.filter(({ mode, effects }) => mode === 'enforce' && Object.keys(effects).length > 0);
    const by = routing.map(({ order, name }) => words.byRule(order, name));
    return `${words.routed} ${by.length === 0 ? words.byDefault : by.join(', ')}`;
  }
  const { verdict } = settings;
  switch (verdict?.state) {
    case 'open':
      return words.open(words.stages[verdict.waitingFor], verdict.heldBy.order, verdict.heldBy.name);
    case 'decided': {
      const { by, value } = verdict;
      const outcome = words.verdicts[value.outcome];
      if (by.kind === 'default') return `${outcome} ${words.byDefault}`;
      return `${outcome} ${by.kind === 'rule' ? words.byRule(by.order, by.name) : words.becauseLookupFailed(by.order, by.name)}`;
    }
    default:
      return words.notYetKnown;
  }
}
