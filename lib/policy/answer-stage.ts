import type { Locale, Localised } from '@/lib/i18n/locales';
import { policyWords } from '@/lib/i18n/messages/policy';
import { CATALOGUE, type Catalogue } from './catalogue';
import { type CompiledCondition, conditionsOf } from './compile-condition';
import { type CompiledRule, compileRule } from './compile-rule';
import { excludeEachOther } from './exclusive';
import { SETTLED_AT } from './facts';
import { matchesForLackOfTls } from './lack-of-tls';
import type { ConditionNode, MatchMode, Rule } from './rule';
import { isRelaySetting, SETTING_NAMES, SETTING_NEEDED_AT } from './settings';
import { earlierStage, hasReached, laterStage, type Stage } from './stages';
import { joined } from './words';

/** When a rule answers, and why then. */
export interface AnswerStage {
  /** The stage by which it has answered or taken effect at the latest; `relay` for a rule that only routes. */
  readonly stage: Stage;
  readonly reason: Localised;
  /** Set where a refusal for lack of TLS comes only after the message has travelled without it. */
  readonly warning: Localised | null;
}

type RuleParts = Omit<Rule, 'id'>;

/**
 * @param rule valid (parse-rule.ts)
 * @param above the rules above it in the list; those that can still decide otherwise hold its answer back
 */
export function answerStage(rule: RuleParts, above: readonly RuleParts[] = [], catalogue: Catalogue = CATALOGUE): AnswerStage {
  const timings = above.map((one) => timingOf(one, catalogue));
  return answerOf(timingOf(rule, catalogue), timings);
}

/** The answer stages of a whole list, in its order. */
export function answerStages(rules: readonly RuleParts[], catalogue: Catalogue = CATALOGUE): AnswerStage[] {
  const timings = rules.map((rule) => timingOf(rule, catalogue));
  const holding: Timing[] = [];
  return timings.map((timing) => {
    const answer = answerOf(timing, holding);
    holding.push(timing);
    return answer;
  });
}

interface Timing {
  readonly rule: RuleParts;
  readonly compiled: CompiledRule;
  /** The stages from which on it can be true, and by which it is settled. */
  readonly earliest: Stage;
  readonly latest: Stage;
}

function timingOf(rule: RuleParts, catalogue: Catalogue): Timing {
  const compiled = compileRule({ ...rule, id: '', mode: rule.mode === 'monitor' ? 'monitor' : 'enforce' }, 0, catalogue);
  const latest = conditionsOf(compiled.match).reduce<Stage>((stage, { entry }) => laterStage(stage, entry.settlesAt), 'connect');
  return { rule, compiled, earliest: canBeTrueFrom(rule.match, rule.conditions, catalogue), latest };
}

function canBeTrueFrom(match: MatchMode, nodes: readonly ConditionNode[], catalogue: Catalogue): Stage {
  const stages = nodes.map((node) =>
    node.kind === 'group'
      ? canBeTrueFrom(node.match, node.conditions, catalogue)
      : (catalogue.conditions.get(node.condition)?.settlesAt ?? 'connect'),
  );
  return match === 'all' ? stages.reduce(laterStage, 'connect') : stages.reduce(earlierStage, stages[0] ?? 'connect');
}

function answerOf(timing: Timing, above: readonly Timing[]): AnswerStage {
  const { compiled, earliest, latest } = timing;
  if (compiled.effects.verdict === undefined) return withoutVerdict(compiled);
  const holder = longestHolder(timing, above);
  const stage = holder === null ? latest : holder.latest;
  const tooLate = hasReached(stage, 'headers') && refusesForLackOfTls(compiled);
  const warning = tooLate ? localised((words) => (holder === null ? words.tlsTooLate : words.tlsHeldBack(holder.rule.name))) : null;
  if (holder !== null) {
    return { stage, reason: localised((words) => words.answers.heldBack(words.stages[stage], holder.rule.name)), warning };
  }
  if (earliest !== latest) {
    return { stage, reason: localised((words) => words.answers.between(words.stages[earliest], words.stages[latest])), warning };
  }
  return { stage, reason: becauseOfFacts(compiled, stage), warning };
}

function withoutVerdict({ effects }: CompiledRule): AnswerStage {
  const inSession = SETTING_NAMES.filter((name) => effects[name] !== undefined && !isRelaySetting(name));
  if (inSession.length === 0) return { stage: 'relay', reason: localised((words) => words.answers.relay), warning: null };
  const stage = inSession.map((name) => SETTING_NEEDED_AT[name]).reduce<Stage>(laterStage, 'connect');
  return { stage, reason: localised((words) => words.answers.setting(words.stages[stage])), warning: null };
}

/** Of the enforced rules above that give another verdict and are settled later, the one settled last. */
function longestHolder(timing: Timing, above: readonly Timing[]): Timing | null {
  let holder: Timing | null = null;
  for (const one of above) {
    if (one.rule.mode !== 'enforce' || hasReached(holder?.latest ?? timing.latest, one.latest)) continue;
    const otherwise = one.compiled.classes.verdict !== undefined && one.compiled.classes.verdict !== timing.compiled.classes.verdict;
    if (otherwise && !neverTogether(one, timing)) holder = one;
  }
  return holder;
}

function neverTogether(one: Timing, other: Timing): boolean {
  return mustHold(one).some((left) => mustHold(other).some((right) => excludeEachOther(left, right)));
}

function mustHold({ compiled: { match } }: Timing): CompiledCondition[] {
  return match.match === 'all' ? match.parts.flatMap((part) => ('parts' in part ? [] : [part])) : [];
}

/** Whether the rule refuses, and nothing that comes with the right TLS. */
export function refusesForLackOfTls({ effects, match }: Pick<CompiledRule, 'match' | 'effects'>): boolean {
  const outcome = effects.verdict?.outcome;
  return (outcome === 'reject' || outcome === 'tempfail') && matchesForLackOfTls(match);
}

function becauseOfFacts({ match }: CompiledRule, stage: Stage): Localised {
  const facts = [...new Set(conditionsOf(match).flatMap(({ entry }) => entry.needs))].filter((name) => SETTLED_AT[name] === stage);
  return localised((words) => {
    if (facts.length === 0) return words.answers.nothing(words.stages[stage]);
    const named = facts.map((name) => words.facts[name]);
    return words.answers.known(words.stages[stage], joined(named, words.and), facts.length > 1);
  });
}

function localised(say: (words: (typeof policyWords)[Locale]) => string): Localised {
  return { en: say(policyWords.en), de: say(policyWords.de) };
}
