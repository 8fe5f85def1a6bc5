import type { Locale } from '@/lib/i18n/locales';
import { policyWords } from '@/lib/i18n/messages/policy';
import { CATALOGUE, type Catalogue } from './catalogue';
import { compileMatch } from './compile-condition';
import { defaultCodes, GREYLIST_CODES } from './default-reply';
import { instantInWords } from './instants';
import { possibleCauses } from './refusal-cause';
import type { ConditionNode, Rule, RuleAction, SingleCondition } from './rule';

/** A rule as two clauses: "Sender domain is mydomain.tld and the connection is not encrypted" and "reject 550 5.7.10". */
export interface RuleInWords {
  readonly conditions: string;
  readonly actions: string;
}

/** @param rule valid (parse-rule.ts) */
export function describeRule(rule: Omit<Rule, 'id'>, locale: Locale, catalogue: Catalogue = CATALOGUE): RuleInWords {
  const words = policyWords[locale];
  const clauses = rule.conditions.map((node) => nodeClause(node, locale, catalogue));
  const match = clauses.length === 0 ? words.everyMessage : clauses.join(` ${words[wordOf(rule.match)]} `);
  const actions = rule.actions.map((action) => actionClause(action, rule, locale, catalogue));
  return {
    conditions: capitalised([match, ...spanClauses(rule, locale)].join(', ')),
    actions: [...actions, ...(rule.stop ? [words.stop] : [])].join(', '),
  };
}

function wordOf(match: Rule['match']): 'and' | 'or' {
  return match === 'all' ? 'and' : 'or';
}

/** One entry of a rule's conditions: a condition, or a group in parentheses. */
export function nodeClause(node: ConditionNode, locale: Locale, catalogue: Catalogue = CATALOGUE): string {
  if (node.kind === 'condition') return conditionClause(node, locale, catalogue);
  const clauses = node.conditions.map((condition) => conditionClause(condition, locale, catalogue));
  return clauses.length === 1 ? clauses.join('') : `(${clauses.join(` ${policyWords[locale][wordOf(node.match)]} `)})`;
}

/** One condition, "the connection is not encrypted"; its id where the catalogue no longer knows it. */
export function conditionClause(node: SingleCondition, locale: Locale, catalogue: Catalogue = CATALOGUE): string {
  const clause = catalogue.conditions.get(node.condition)?.sentence(node.parameters, locale) ?? node.condition;
  return node.negated ? policyWords[locale].not(clause) : clause;
}

/** One action of `rule`, "reject 550 5.7.10", with the reply codes that this rule gives by default. */
export function actionClause(
  { action, parameters }: RuleAction,
  rule: Omit<Rule, 'id'>,
  locale: Locale,
  catalogue: Catalogue = CATALOGUE,
): string {
  const entry = catalogue.actions.get(action);
  const clause = entry?.sentence(parameters, locale) ?? action;
  const effects = entry?.effect(parameters) ?? {};
  const { verdict } = effects;
  if (verdict?.outcome === 'greylist') return `${clause} ${GREYLIST_CODES.code} ${GREYLIST_CODES.enhanced}`;
  if (verdict?.outcome !== 'reject' && verdict?.outcome !== 'tempfail') return clause;
  const { outcome } = verdict;
  const { code, enhanced, text } = verdict.reply;
  const codes = possibleCauses(compileMatch(rule, catalogue)).map((cause) => {
    const usual = defaultCodes(outcome, cause);
    return `${code ?? usual.code} ${enhanced ?? usual.enhanced}`;
  });
  return [clause, [...new Set(codes)].join(` ${policyWords[locale].or} `), ...(text === null ? [] : [`"${text}"`])].join(' ');
}

function spanClauses({ activeFrom, activeUntil }: Omit<Rule, 'id'>, locale: Locale): string[] {
  const words = policyWords[locale];
  return [
    ...(activeFrom === null ? [] : [words.from(instantInWords(activeFrom))]),
    ...(activeUntil === null ? [] : [words.until(instantInWords(activeUntil))]),
  ];
}

export function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
