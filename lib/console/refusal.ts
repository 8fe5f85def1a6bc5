import type { ErrorCode } from '@/lib/i18n/messages/errors';
import type { OnTrial } from '@/lib/revisions/revision-transaction';

/** One value of a request that is not accepted: its place in the body, and why. */
export interface InvalidValue {
  readonly path: readonly (string | number)[];
  readonly code: ErrorCode;
}

/** Why a use case did nothing. */
export type RefusalReason =
  | { readonly kind: 'forbidden' | 'not-found' | 'link-invalid' | 'wrong-credentials' }
  /** What somebody else has saved is on trial, or its deadline has passed: that must be settled first. */
  | OnTrial
  /** Another state is in force than the caller has seen; `current` is a view of it, if it still exists. */
  | { readonly kind: 'conflict'; readonly current: unknown }
  | { readonly kind: 'invalid'; readonly values: readonly InvalidValue[] }
  | { readonly kind: 'rate-limited'; readonly seconds: number };

/** Thrown by use cases: whatever the reason, nothing was changed and the request ends here. */
export class Refusal extends Error {
  constructor(readonly reason: RefusalReason) {
    super(`refused: ${reason.kind}`);
  }
}

export function invalid(path: InvalidValue['path'], code: ErrorCode): Refusal {
  return new Refusal({ kind: 'invalid', values: [{ path, code }] });
}
