import { addsUp, type SettingName } from '../settings';
import type { Covered } from './coverage';
import { type Finding, finding } from './definition';

/** A rule that says otherwise than one above it, wherever it matches: what it says never happens. */
export function contradiction(covered: readonly Covered[]): readonly Finding[] {
  return covered
    .filter((pair) => pair.below.mode === 'enforce' && differing(pair).length > 0)
    .map(({ above, below, entirely }) =>
      finding('contradiction', 'warning', [below, above], (words) =>
        entirely ? words.contradiction(below.name, above.name) : words.partlyContradicts(below.name, above.name),
      ),
    );
}

/** The settings that the two rules themselves set otherwise. */
export function differing({ above, below, settings }: Covered): readonly SettingName[] {
  return settings.filter(
    (name) =>
      !addsUp(name) &&
      above.effects[name] !== undefined &&
      below.effects[name] !== undefined &&
      above.classes[name] !== below.classes[name],
  );
}
