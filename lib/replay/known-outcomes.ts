import type { ReplayOutcome } from './outcome';

const KEPT = 10_000;

/** One object for all equal outcomes, as far as memory is kept of them: of a million messages most fare as another one does. */
export class KnownOutcomes {
  private readonly byText = new Map<string, ReplayOutcome>();

  /** @param text equal for equal outcomes */
  of(text: string, outcome: ReplayOutcome): ReplayOutcome {
    const known = this.byText.get(text);
    if (known !== undefined) return known;
    if (this.byText.size >= KEPT) this.byText.clear();
    this.byText.set(text, outcome);
    return outcome;
  }
}
