import { postpone } from '@/lib/queue/backoff';
import type { ClaimedRecipient } from '@/lib/queue/claim-due';
import type { NewAttempt, Settlement } from '@/lib/queue/settle-attempts';
import { type Reported, wantsReport } from './bounce';
import type { Outcome } from './failure';

/**
 * What is common to the recipients of an attempt; null where none was made. `planned`: the next hop before any MX look-up; `before`: the
 * attempt at the next hop tried first.
 */
export type AttemptFrame =
  | (Omit<NewAttempt, 'outcome' | 'reason' | 'detail'> & { readonly planned: string; readonly before: NewAttempt | null })
  | null;

export interface ConcludeContext {
  readonly now: Date;
  readonly retryDelays: readonly number[];
  /** From 0 up to 1. */
  readonly jitter: number;
}

export interface Conclusion {
  readonly settlement: Settlement;
  /** What its sender is to be told; null: nothing. */
  readonly reported: Reported | null;
}

/** What an outcome makes of a recipient: its next state, the record of the attempt, and whether a DSN is due. */
export function conclude(recipient: ClaimedRecipient, outcome: Outcome, frame: AttemptFrame, context: ConcludeContext): Conclusion {
  const recipientId = recipient.id;
  if (outcome.kind === 'delivered') {
    const relayed = !outcome.reportsItself && wantsReport(recipient.transaction, recipient, 'SUCCESS');
    return {
      settlement: {
        recipientId,
        state: 'delivered',
        nextAttemptAt: null,
        lastError: null,
        lastReason: null,
        nextHop: frame?.planned ?? null,
        attempts: attemptsOf(frame, { outcome: 'delivered', reason: null, detail: outcome.reply }),
      },
      reported: relayed ? { recipient, failure: null, reply: outcome.reply } : null,
    };
  }
  const { failure } = outcome;
  const { reason, detail, permanent } = failure;
  const next = permanent
    ? ({ kind: 'bounced' } as const)
    : postpone({ ...context, attempts: recipient.attempts + 1, expiresAt: recipient.expiresAt });
  const final = next.kind !== 'deferred';
  return {
    settlement: {
      recipientId,
      state: next.kind,
      nextAttemptAt: next.kind === 'deferred' ? next.nextAttemptAt : null,
      lastError: detail,
      lastReason: reason,
      nextHop: frame?.planned ?? null,
      attempts: attemptsOf(frame, { outcome: permanent ? 'bounced' : 'deferred', reason, detail }),
    },
    reported: final && wantsReport(recipient.transaction, recipient, 'FAILURE') ? { recipient, failure, reply: failure.reply ?? '' } : null,
  };
}

function attemptsOf(frame: AttemptFrame, came: Pick<NewAttempt, 'outcome' | 'reason' | 'detail'>): NewAttempt[] {
  if (frame === null) return [];
  const { planned: _, before, ...rest } = frame;
  return [...(before === null ? [] : [before]), { ...rest, ...came }];
}
