import { differing } from './contradiction';
import type { Covered } from './coverage';
import { type Finding, finding } from './definition';

/** A rule that can never decide anything, because one above it is true whenever it is. */
export function neverDecides(covered: readonly Covered[]): readonly Finding[] {
  return covered
    .filter((pair) => pair.entirely && differing(pair).length === 0)
    .map(({ above, below }) => finding('never-decides', 'warning', [below, above], (words) => words.neverDecides(below.name, above.name)));
}
