/**
 * What a worker has learned of one way to a next hop: how many connections it takes at a time, and whether it is left alone for now. Like
 * TCP (RFC 5681) it begins with few, doubles while all goes well, halves at a failure, and then grows by one at a time.
 */
export interface HopHealth<Why> {
  /** Deliveries at a time; at least 1. */
  readonly window: number;
  /** Up to here the window doubles. */
  readonly doublesUpTo: number;
  /** Failures since a session last came about. */
  readonly failures: number;
  /** When one last came about; milliseconds. */
  readonly reachedAt: number | null;
  readonly pause: Pause<Why> | null;
}

/** A next hop is left alone. */
export interface Pause<Why> {
  /** Milliseconds. */
  readonly until: number;
  /** What the last try came to. */
  readonly why: Why;
}

const FIRST_WINDOW = 5;
/** So many failures in a row, and no session for so many milliseconds, make a next hop count as dead: what refuses only some is not. */
const FAILURES = 3;
const SILENCE = 10_000;
/** Milliseconds; doubled with each further failure. */
const FIRST_PAUSE = 60_000;
const LONGEST_PAUSE = 30 * 60_000;
/** The share by which a pause varies, so that not all workers come back at once. */
const SPREAD = 0.1;

export const NEW_HOP: HopHealth<never> = {
  window: FIRST_WINDOW,
  doublesUpTo: Number.POSITIVE_INFINITY,
  failures: 0,
  reachedAt: null,
  pause: null,
};

/** Whether its last try failed, or it has not been tried yet. */
export function isDoubtful({ failures, reachedAt }: HopHealth<unknown>): boolean {
  return failures > 0 || reachedAt === null;
}

/** Whether it is tried again after it was left alone. */
export function isOnProbation({ failures }: HopHealth<unknown>): boolean {
  return failures >= FAILURES;
}

/** @param most connections that a next hop is given: the window grows no further */
export function afterReached<Why>({ window, doublesUpTo }: HopHealth<Why>, now: number, most: number): HopHealth<Why> {
  const grown = window < doublesUpTo ? Math.min(window * 2, doublesUpTo) : window + 1 / window;
  return { window: Math.max(1, Math.min(grown, most)), doublesUpTo, failures: 0, reachedAt: now, pause: null };
}

/** @param random from 0 up to 1 */
export function afterFailure<Why>(health: HopHealth<Why>, why: Why, now: number, random: number): HopHealth<Why> {
  // It had begun before the pause, and says nothing new.
  if (health.pause !== null && now < health.pause.until) return health;
  const failures = health.failures + 1;
  const half = Math.max(1, health.window / 2);
  const isDead = failures >= FAILURES && (health.reachedAt === null || now - health.reachedAt >= SILENCE);
  if (!isDead) return { ...health, window: half, doublesUpTo: half, failures };
  const length = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - FAILURES)) * (1 + SPREAD * (2 * random - 1));
  return { ...health, window: 1, doublesUpTo: FIRST_WINDOW, failures, pause: { until: now + length, why } };
}
