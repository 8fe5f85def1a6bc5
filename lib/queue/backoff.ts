/** What became of a recipient after an attempt that failed for now. */
export type Postponement = { readonly kind: 'deferred'; readonly nextAttemptAt: Date } | { readonly kind: 'expired' };

export interface FailedForNow {
  readonly now: Date;
  /** Attempts made so far, this one included: at least 1. */
  readonly attempts: number;
  /** Seconds to wait before each further attempt; the last one repeats. */
  readonly retryDelays: readonly number[];
  /** When the recipient is given up; null: never. */
  readonly expiresAt: Date | null;
  /** A random number from 0 up to 1. */
  readonly jitter: number;
}

/** The share of a delay by which it varies, so that mail that failed together does not come back together. */
const SPREAD = 0.1;

/**
 * When to try again, or that the time is over. The last attempt is made when the time ends, whatever the delays: nothing is given up
 * without having been tried then (RFC 5321 4.5.4.1).
 */
export function postpone({ now, attempts, retryDelays, expiresAt, jitter }: FailedForNow): Postponement {
  if (expiresAt !== null && now >= expiresAt) return { kind: 'expired' };
  const seconds = retryDelays[Math.min(attempts, retryDelays.length) - 1] ?? 0;
  const spread = 1 + SPREAD * (2 * jitter - 1);
  const next = new Date(now.getTime() + seconds * 1000 * spread);
  return { kind: 'deferred', nextAttemptAt: expiresAt !== null && next > expiresAt ? expiresAt : next };
}

/** When mail is due again whose next hop is left alone, or that its time is over. No attempt was made, so none is counted. */
export function passOver(now: Date, until: Date, expiresAt: Date | null): Postponement {
  if (expiresAt !== null && now >= expiresAt) return { kind: 'expired' };
  return { kind: 'deferred', nextAttemptAt: expiresAt !== null && until > expiresAt ? expiresAt : until };
}
