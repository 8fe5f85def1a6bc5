export type Sign = 'same' | 'removed' | 'added';

export interface Aligned<Item> {
  readonly sign: Sign;
  readonly item: Item;
}

/**
 * Two sequences as one: what both have, in order (a longest common subsequence), with what only the first has (removed) and what only the
 * second has (added) at its place; a removal stands before the addition that takes its place. Items are equal when their keys are.
 */
export function align<Item>(before: readonly Item[], after: readonly Item[], key: (item: Item) => string): Aligned<Item>[] {
  const common = commonLengths(before.map(key), after.map(key));
  const aligned: Aligned<Item>[] = [];
  const left = [...before];
  const right = [...after];
  while (left.length > 0 || right.length > 0) {
    const [first, second] = [left[0], right[0]];
    if (first !== undefined && second !== undefined && key(first) === key(second)) {
      aligned.push({ sign: 'same', item: second });
      left.shift();
      right.shift();
    } else if (
      first !== undefined &&
      (second === undefined || common(left.length - 1, right.length) >= common(left.length, right.length - 1))
    ) {
      aligned.push({ sign: 'removed', item: first });
      left.shift();
    } else if (second !== undefined) {
      aligned.push({ sign: 'added', item: second });
      right.shift();
    }
  }
  return aligned;
}

/** How long the longest common subsequence of the last `left` and the last `right` keys is. */
function commonLengths(before: readonly string[], after: readonly string[]): (left: number, right: number) => number {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const at = (left: number, right: number) => lengths[left * width + right] ?? 0;
  for (let left = 1; left <= before.length; left += 1) {
    for (let right = 1; right <= after.length; right += 1) {
      const equal = before[before.length - left] === after[after.length - right];
      lengths[left * width + right] = equal ? at(left - 1, right - 1) + 1 : Math.max(at(left - 1, right), at(left, right - 1));
    }
  }
  return at;
}
