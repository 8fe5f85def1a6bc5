/** Numbers that look random and are the same for the same seed (mulberry32). */
export interface SeededRandom {
  readonly seed: number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
}

/** Takes the seed from the environment variable SEED to run a failed test again; else from the clock. The caller prints it. */
export function seededRandom(seed = Number(process.env.SEED ?? Date.now() % 1_000_000)): SeededRandom {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { seed, between: (low, high) => low + Math.floor(next() * (high - low + 1)) };
}
