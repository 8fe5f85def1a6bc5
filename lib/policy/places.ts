import type { CompiledCondition, CompiledMatch } from './compile-condition';
import type { CompiledRule, ExactCondition } from './compile-rule';
import type { FactName } from './facts';
import { earlierStage } from './stages';

/** Where a rule stands in the index. */
export interface Place {
  /** The exact condition by which it is found; null if it has none and is always looked at. */
  readonly foundBy: ExactCondition | null;
  /** Equal for rules that differ in nothing but that condition and their actions. */
  readonly rest: string;
}

/**
 * Finds for every rule the exact condition that tells it best from the others: of "the listener is smtp and the sender domain is a.tld", which
 * 100,000 rules have with other domains, the domain. First counts all rules, if there is a choice, then places them.
 */
export class Places {
  private readonly counts = new Map<FactName, Map<string, number>>();

  /** Whether some rule could be found in more than one way: only then do the counts matter. */
  static hasChoice(rules: readonly CompiledRule[]): boolean {
    return rules.some(({ exact }) => exact.length > 1);
  }

  count(rule: CompiledRule): void {
    for (const { index } of rule.exact) {
      let counts = this.counts.get(index.fact);
      if (counts === undefined) {
        counts = new Map();
        this.counts.set(index.fact, counts);
      }
      for (const key of index.keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }

  of(rule: CompiledRule): Place {
    const foundBy = this.best(rule.exact);
    return { foundBy, rest: foundBy === null ? '' : restOf(rule, foundBy.condition) };
  }

  private best([first, ...more]: readonly ExactCondition[]): ExactCondition | null {
    return first === undefined ? null : more.reduce((best, one) => (this.isBetter(one, best) ? one : best), first);
  }

  /** The one that fewest rules share; else the one known first; else the one with the fewest values. */
  private isBetter(one: ExactCondition, other: ExactCondition): boolean {
    const [crowd, otherCrowd] = [this.crowdOf(one), this.crowdOf(other)];
    if (crowd !== otherCrowd) return crowd < otherCrowd;
    const [stage, otherStage] = [one.condition.entry.settlesAt, other.condition.entry.settlesAt];
    if (stage !== otherStage) return earlierStage(stage, otherStage) === stage;
    return one.index.keys.length < other.index.keys.length;
  }

  private crowdOf({ index }: ExactCondition): number {
    const counts = this.counts.get(index.fact);
    return index.keys.reduce((most, key) => Math.max(most, counts?.get(key) ?? 0), 0);
  }
}

function restOf({ match, span }: CompiledRule, without: CompiledCondition): string {
  const rest = nameOf({ match: match.match, parts: match.parts.filter((part) => part !== without) });
  return span === null ? rest : `${rest} ${span.activeFrom} ${span.activeUntil}`;
}

function nameOf(part: CompiledCondition | CompiledMatch): string {
  if ('parts' in part) return `${part.match}(${part.parts.map(nameOf).join()})`;
  return `${part.negated ? 'not ' : ''}${part.entry.id} ${JSON.stringify(part.bound.parameters)}`;
}
