/**
 * The fewest ids that must be moved to bring `before` into the order of `after`: all that both have, but for a longest run that keeps its
 * order. Moving one rule to the top is thus one moved rule, not a move of all others. Each id stands at most once in a list.
 */
export function movedIds(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  const places = new Map(before.map((id, place) => [id, place]));
  const common = after.filter((id) => places.has(id));
  const kept = longestIncreasing(common.map((id) => places.get(id) ?? 0));
  return new Set(common.filter((_, i) => !kept.has(i)));
}

/** Indexes of a longest strictly increasing subsequence (patience sorting). */
function longestIncreasing(values: readonly number[]): ReadonlySet<number> {
  /** Per length, the index at which a run of that length ends with the smallest value. */
  const ends: number[] = [];
  const predecessors: (number | undefined)[] = [];
  for (const [i, value] of values.entries()) {
    const length = firstNotBelow(ends, (end) => (values[end] ?? 0) < value);
    predecessors.push(ends[length - 1]);
    ends[length] = i;
  }
  const run = new Set<number>();
  for (let i = ends.at(-1); i !== undefined; i = predecessors[i]) run.add(i);
  return run;
}

/** The first index at which `isBelow` no longer holds, by halving. */
function firstNotBelow<Item>(items: readonly Item[], isBelow: (item: Item) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && isBelow(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}
