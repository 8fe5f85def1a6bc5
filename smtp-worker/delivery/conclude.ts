import { type Postponement, passOver, postpone } from '@/lib/queue/backoff';
import type { ClaimedRecipient } from '@/lib/queue/claim-due';
import type { NewAttempt, Settlement } from '@/lib/queue/settle-attempts';
import { type Reported, wantsReport } from './bounce';
import type { Outcome } from './failure';
import type { RoutingRules } from './plan-recipients';

/**
 * What is common to the recipients of an attempt; null where there is none to tell of. `planned`: the next hop before any MX look-up;
 * `before`: the attempt at the next hop tried first; `rules`: by recipient.
 */
export type AttemptFrame =
  | (Omit<TriedAttempt, 'outcome' | 'reason' | 'detail'> & WithRules & { readonly planned: string; readonly before: TriedAttempt | null })
  | null;
interface WithRules {
  readonly rules: ReadonlyMap<string, RoutingRules>;
}

/** An attempt without the rules that led to it. */
export type TriedAttempt = Omit<NewAttempt, keyof RoutingRules>;

export interface ConcludeContext {
  readonly now: Date;
  readonly retryDelays: readonly number[];
  /** Seconds after which a sender is told that its message is delayed; null: never. */
  readonly delayWarning: number | null;
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
        delayTold: false,
        nextHop: frame?.planned ?? null,
        attempts: attemptsOf(frame, recipientId, { outcome: 'delivered', reason: null, detail: detailOf(outcome) }),
      },
      reported: relayed ? { event: 'relayed', recipient, reply: outcome.reply } : null,
    };
  }
  const { failure } = outcome;
  const { reason, permanent } = failure;
  const passedOver = outcome.kind === 'passed-over';
  const detail = passedOver ? `Not tried, since other mail has failed there several times in a row: ${failure.detail}` : failure.detail;
  const next = permanent ? ({ kind: 'bounced' } as const) : later(recipient, outcome, context);
  const failed = next.kind !== 'deferred' && wantsReport(recipient.transaction, recipient, 'FAILURE');
  const delayed = next.kind === 'deferred' && isOverdue(recipient, context) && wantsReport(recipient.transaction, recipient, 'DELAY');
  return {
    settlement: {
      recipientId,
      state: next.kind,
      nextAttemptAt: next.kind === 'deferred' ? next.nextAttemptAt : null,
      lastError: detail,
      lastReason: reason,
      nextHop: frame?.planned ?? null,
      delayTold: delayed,
      attempts: passedOver ? [] : attemptsOf(frame, recipientId, { outcome: permanent ? 'bounced' : 'deferred', reason, detail }),
    },
    reported: failed || delayed ? { event: failed ? 'failed' : 'delayed', recipient, failure } : null,
  };
}

function detailOf({ reply, converted }: Extract<Outcome, { kind: 'delivered' }>): string {
  return converted ? `${reply} (converted to 7 bits: the next hop does not take 8BITMIME)` : reply;
}

/** Late enough that its sender is to be told, which happens once. */
function isOverdue({ delayTold, transaction }: ClaimedRecipient, { now, delayWarning }: ConcludeContext): boolean {
  return !delayTold && delayWarning !== null && now.getTime() - transaction.receivedAt.getTime() >= delayWarning * 1000;
}

/** Mail that was passed over until its time ended is given up too: what failed for others just now would have failed for it. */
function later(
  { attempts, expiresAt }: ClaimedRecipient,
  outcome: Exclude<Outcome, { kind: 'delivered' }>,
  context: ConcludeContext,
): Postponement {
  return outcome.kind === 'passed-over'
    ? passOver(context.now, outcome.until, expiresAt)
    : postpone({ ...context, attempts: attempts + 1, expiresAt });
}

function attemptsOf(frame: AttemptFrame, recipientId: string, came: Pick<NewAttempt, 'outcome' | 'reason' | 'detail'>): NewAttempt[] {
  if (frame === null) return [];
  const { planned: _, before, rules, ...rest } = frame;
  const tried = [...(before === null ? [] : [before]), { ...rest, ...came }];
  return tried.map((attempt) => ({ ...attempt, ...(rules.get(recipientId) ?? NO_RULES) }));
}

const NO_RULES: RoutingRules = { decidedBy: [], matched: [] };
