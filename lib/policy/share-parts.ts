import type { Catalogue } from './catalogue';

/**
 * The same catalogue, which binds equal parameters only once: of 100,000 rules most differ in one domain and share everything else.
 * Conditions that can be exact are what rules differ in, and are not kept.
 */
export function sharingParts(catalogue: Catalogue): Catalogue {
  return {
    conditions: new Map(
      [...catalogue.conditions].map(([id, entry]) => [id, entry.canBeExact ? entry : { ...entry, bind: remembering(entry.bind) }]),
    ),
    actions: new Map([...catalogue.actions].map(([id, entry]) => [id, { ...entry, effect: remembering(entry.effect) }])),
  };
}

function remembering<Result>(compute: (parameters: unknown) => Result) {
  const known = new Map<string, Result>();
  return (parameters: unknown): Result => {
    const key = JSON.stringify(parameters);
    const before = known.get(key);
    if (before !== undefined) return before;
    const result = compute(parameters);
    known.set(key, result);
    return result;
  };
}
