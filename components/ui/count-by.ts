/** How often each key occurs, the most frequent first; what has no key (null) is left out. */
export function countBy<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key | null,
): readonly { readonly key: Key; readonly count: number }[] {
  const counts = new Map<Key, number>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => ({ key, count })).sort((a, b) => b.count - a.count);
}
