/** When a delivery that always fails is attempted, in seconds since it came in, the first attempt at 0. */
export interface AttemptSchedule {
  readonly times: readonly number[];
  /** There are more attempts than `times` holds. */
  readonly cut: boolean;
}

/** More would not be told apart in a plot. */
const MOST = 500;

/**
 * Follows the retry delays (seconds; the last one repeats) until the queue lifetime is over.
 * Attempts are counted as if they took no time.
 */
export function attemptSchedule(delays: readonly number[], lifetime: number): AttemptSchedule {
  const times: number[] = [];
  let at = 0;
  for (let attempt = 0; at < lifetime; attempt++) {
    if (times.length === MOST) return { times, cut: true };
    times.push(at);
    const delay = delays[Math.min(attempt, delays.length - 1)];
    if (delay === undefined || delay <= 0) break;
    at += delay;
  }
  return { times, cut: false };
}
