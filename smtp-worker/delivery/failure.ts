import type { FailureReason } from '@/lib/queue/failure';

/** Why a recipient was not delivered to. */
export interface Failure {
  readonly reason: FailureReason;
  /** Returned at once; else tried again until it expires. */
  readonly permanent: boolean;
  /** RFC 3463, of class 5 if permanent, else 4. */
  readonly status: string;
  /** One English sentence for administrators and the DSN. */
  readonly detail: string;
  /** The next hop's own words, for the DSN's Diagnostic-Code; null if they are not from it. */
  readonly reply: string | null;
}

/** A failure that is tried again; `status` in class 4. */
export function forNow(reason: FailureReason, status: string, detail: string, reply: string | null = null): Failure {
  return { reason, permanent: false, status, detail, reply };
}

/** A failure that is returned at once; `status` in class 5. */
export function forGood(reason: FailureReason, status: string, detail: string, reply: string | null = null): Failure {
  return { reason, permanent: true, status, detail, reply };
}

/** The same failure, for which no further try is made. */
export function forever(failure: Failure): Failure {
  return { ...failure, permanent: true, status: `5${failure.status.slice(1)}` };
}

/**
 * What became of one recipient in one attempt. `reportsItself`: the next hop took over the duty to report success (RFC 3461); `converted`: the
 * message was made 7-bit for it.
 */
export type Outcome =
  | { readonly kind: 'delivered'; readonly reply: string; readonly reportsItself: boolean; readonly converted: boolean }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** No attempt was made, since the way there is left alone until then; `failure` is that of the last attempt of other mail. */
  | { readonly kind: 'passed-over'; readonly failure: Failure; readonly until: Date };

/**
 * The status of a recipient that is returned. Lack of the demanded security stays what it is (5.7.4, 5.7.5); everything else that failed
 * until its time was over is "delivery time expired" (RFC 3463 X.4.7).
 */
export function finalStatus({ permanent, status }: Failure): string {
  if (permanent) return status;
  return status.startsWith('4.7.') ? `5${status.slice(1)}` : '5.4.7';
}
