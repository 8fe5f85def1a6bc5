import type { AttemptFrame, TriedAttempt } from './conclude';
import { type Delivered, labelOf } from './deliver';
import { type Failure, forGood, forNow, type Outcome } from './failure';
import type { HopVerdict } from './hop-queues';
import type { PlannedDelivery } from './plan-recipients';

/** What the last try at a next hop came to. */
export interface LastTry {
  readonly failure: Failure;
  readonly frame: AttemptFrame;
}

export const RETURNED: Outcome = {
  kind: 'failed',
  failure: forGood('returned-by-administrator', '5.7.0', 'An administrator of the mail gateway has returned the message.'),
};
export const FAILED: Outcome = {
  kind: 'failed',
  failure: forNow('internal', '4.3.0', 'The mail gateway failed at the delivery; its log says how.'),
};

/** An attempt that an error of our own has ended: the mail waits. */
export function failedAttempt({ nextHop, demand, recipients }: PlannedDelivery): Delivered {
  const outcomes = new Map(recipients.map(({ address }) => [address, FAILED]));
  return { outcomes, nextHop: labelOf(nextHop), address: null, demanded: demand, achieved: null, reached: null, before: null };
}

/** What is recorded of an attempt for each of its recipients. */
export function attemptFrame(
  { nextHop, revision, rules }: PlannedDelivery,
  delivered: Delivered,
  times: Pick<TriedAttempt, 'startedAt' | 'finishedAt'>,
): NonNullable<AttemptFrame> {
  const { outcomes: _, reached: __, before, ...tried } = delivered;
  const common = { ...times, revision };
  return { ...common, ...tried, rules, planned: labelOf(nextHop), before: before && deferredBefore(before, common) };
}

/** What an attempt says of its next hop. */
export function verdictOf({ outcomes, reached }: Delivered, frame: AttemptFrame): HopVerdict<LastTry> {
  if (reached === true) return { kind: 'reached' };
  const failed = reached === null ? undefined : [...outcomes.values()].find((outcome) => outcome.kind === 'failed');
  return failed === undefined ? { kind: 'neither' } : { kind: 'unreached', why: { failure: failed.failure, frame } };
}

/** The attempt at the next hop that another route stood in for. */
function deferredBefore(
  { failure: { reason, detail }, ...tried }: NonNullable<Delivered['before']>,
  common: Pick<TriedAttempt, 'startedAt' | 'finishedAt' | 'revision'>,
): TriedAttempt {
  return { ...common, ...tried, outcome: 'deferred', reason, detail };
}
