import type { Locale, Localised } from '@/lib/i18n/locales';
import { policyWords } from '@/lib/i18n/messages/policy';
import { CATALOGUE, type Catalogue } from './catalogue';
import { type CompiledCondition, type CompiledMatch, conditionsOf } from './compile-condition';
import { type CompiledRule, compileRule } from './compile-rule';
import { excludeEachOther } from './exclusive';
import { SETTLED_AT } from './facts';
import { matchesForLackOfTls } from './lack-of-tls';
import type { Rule } from './rule';
import { isRelaySetting, SETTING_NAMES, SETTING_NEEDED_AT } from './settings';
import { earlierStage, hasReached, laterStage, STAGES, type Stage } from './stages';
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
  const holders = new Holders();
  for (const one of above) holders.add(timingOf(one, catalogue));
  return answerOf(timingOf(rule, catalogue), holders);
}

/** The answer stages of a whole list, in its order. */
export function answerStages(rules: readonly RuleParts[], catalogue: Catalogue = CATALOGUE): AnswerStage[] {
  const holders = new Holders();
  return rules.map((rule) => {
    const timing = timingOf(rule, catalogue);
    const answer = answerOf(timing, holders);
    holders.add(timing);
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

/** A rule never changes, and compiling 10,000 again for each question about one of them would take a second. */
const timings = new WeakMap<RuleParts, Timing>();

function timingOf(rule: RuleParts, catalogue: Catalogue): Timing {
  const known = catalogue === CATALOGUE ? timings.get(rule) : undefined;
  if (known !== undefined) return known;
  const timing = newTiming(rule, catalogue);
  if (catalogue === CATALOGUE) timings.set(rule, timing);
  return timing;
}

function newTiming(rule: RuleParts, catalogue: Catalogue): Timing {
  const compiled = compileRule({ ...rule, id: '', mode: rule.mode === 'monitor' ? 'monitor' : 'enforce' }, 0, catalogue);
  const latest = conditionsOf(compiled.match).reduce<Stage>((stage, { entry }) => laterStage(stage, entry.settlesAt), 'connect');
  return { rule, compiled, earliest: canBeTrueFrom(compiled.match), latest };
}

function canBeTrueFrom({ match, parts }: CompiledMatch): Stage {
  const stages = parts.map((part) => ('parts' in part ? canBeTrueFrom(part) : part.entry.settlesAt));
  return match === 'all' ? stages.reduce(laterStage, 'connect') : stages.reduce(earlierStage, stages[0] ?? 'connect');
}

function answerOf(timing: Timing, above: Holders): AnswerStage {
  const { compiled, earliest, latest } = timing;
  if (compiled.effects.verdict === undefined) return withoutVerdict(compiled);
  const holder = above.longest(timing);
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

/** The enforced rules above with a verdict, by the stage at which they are settled. */
class Holders {
  private readonly settledAt = new Map<Stage, Timing[]>();

  /** From the top of the list. */
  add(timing: Timing): void {
    if (timing.rule.mode !== 'enforce' || timing.compiled.classes.verdict === undefined) return;
    const others = this.settledAt.get(timing.latest);
    if (others === undefined) this.settledAt.set(timing.latest, [timing]);
    else others.push(timing);
  }

  /** Of those that give another verdict and are settled later, the one settled last. */
  longest(timing: Timing): Timing | null {
    for (const stage of STAGES.toReversed()) {
      if (hasReached(timing.latest, stage)) return null;
      const holder = this.settledAt.get(stage)?.find((one) => otherwise(one, timing) && !neverTogether(one, timing));
      if (holder !== undefined) return holder;
    }
    return null;
  }
}

function otherwise(one: Timing, other: Timing): boolean {
  return one.compiled.classes.verdict !== other.compiled.classes.verdict;
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
