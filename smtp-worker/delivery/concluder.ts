import { randomBytes } from 'node:crypto';
import type { Log } from '@/lib/log/log';
import type { CompiledPolicy } from '@/lib/policy/compile';
import type { ClaimedRecipient } from '@/lib/queue/claim-due';
import { newQueueId, QUEUE_ID_RANDOM } from '@/lib/queue/queue-id';
import type { NewReport, Settlement } from '@/lib/queue/settle-attempts';
import { reasonOf } from '../database-state';
import { REPORTED_EVENTS, type Reported, reportTransaction } from './bounce';
import { type AttemptFrame, type Conclusion, conclude } from './conclude';
import type { Outcome } from './failure';
import type { Settler } from './settler';

export interface ConcluderOptions {
  readonly workerId: string;
  readonly hostname: string;
  readonly policy: () => CompiledPolicy | null;
  readonly log: Log;
  readonly now: () => Date;
  readonly settler: Settler;
  readonly countSettled: (settlement: Settlement) => void;
  /** The beginning of a stored message, at least its headers. */
  readonly beginning: (transactionId: string) => Promise<Uint8Array>;
  /** What became of them is durable. `finished`: they have left the queue; `reported`: a DSN is now in it. */
  readonly onSettled: (recipients: readonly ClaimedRecipient[], after: { readonly finished: boolean; readonly reported: boolean }) => void;
}

/** Ends claims in the background: records what became of recipients and, where that is final, tells their sender. */
export class Concluder {
  private readonly underWay = new Set<Promise<void>>();

  constructor(private readonly options: ConcluderOptions) {}

  /** @param recipients of one transaction @param frame of the attempt; null: none was made */
  conclude(recipients: readonly ClaimedRecipient[], outcomeOf: (recipient: ClaimedRecipient) => Outcome, frame: AttemptFrame): void {
    const policy = this.options.policy();
    const conclusions = recipients.map((recipient) =>
      conclude(recipient, outcomeOf(recipient), frame, {
        now: this.options.now(),
        retryDelays: policy?.policy.routing.retryDelays ?? [],
        delayWarning: policy?.policy.routing.delayWarning ?? null,
        jitter: Math.random(),
      }),
    );
    const settled = this.settle(recipients, conclusions, frame).finally(() => this.underWay.delete(settled));
    this.underWay.add(settled);
  }

  /** Resolves when everything so far is durable. */
  async finished(): Promise<void> {
    await Promise.all(this.underWay);
  }

  private async settle(recipients: readonly ClaimedRecipient[], conclusions: readonly Conclusion[], frame: AttemptFrame): Promise<void> {
    const reported = conclusions.flatMap((conclusion) => (conclusion.reported === null ? [] : [conclusion.reported]));
    const reports = reported.length === 0 ? [] : await this.reports(reported, frame).catch((error: unknown) => this.unreported(error));
    await this.options.settler.settle({ settlements: conclusions.map(({ settlement }) => settlement), reports });
    conclusions.forEach(({ settlement }, i) => {
      this.options.countSettled(settlement);
      const recipient = recipients[i];
      if (recipient !== undefined) this.log(recipient, settlement, frame);
    });
    const finished = conclusions.every(({ settlement }) => settlement.state !== 'deferred');
    this.options.onSettled(recipients, { finished, reported: reports.length > 0 });
  }

  /** At most one DSN for what failed, one for what is delayed and one for what was relayed. */
  private async reports(reported: readonly Reported[], frame: AttemptFrame): Promise<NewReport[]> {
    const policy = this.options.policy();
    const [first] = reported;
    if (first === undefined || policy === null) return [];
    const { transaction } = first.recipient;
    const original = await this.options.beginning(transaction.id);
    const { hostname, workerId } = this.options;
    return REPORTED_EVENTS.flatMap((event) => {
      const group = reported.filter((each) => each.event === event);
      if (group.length === 0) return [];
      const now = this.options.now();
      const id = newQueueId(now.getTime(), randomBytes(QUEUE_ID_RANDOM));
      return {
        transaction: reportTransaction(transaction, group, event, frame, original, { hostname, workerId, policy, now, id }),
        recipientIds: group.map(({ recipient }) => recipient.id),
      };
    });
  }

  /** Our own failure to make a DSN must not keep mail in the queue that has left it. */
  private unreported(error: unknown): NewReport[] {
    this.options.log.event('delivery-failed', { reason: `no delivery status notification could be made: ${reasonOf(error)}` });
    return [];
  }

  private log(
    { transaction, address }: ClaimedRecipient,
    { state, nextAttemptAt, lastError, lastReason }: Conclusion['settlement'],
    frame: AttemptFrame,
  ): void {
    const { log } = this.options;
    const about = { queueId: transaction.id, recipient: address };
    if (state === 'delivered') {
      const achieved = frame?.achieved;
      log.event('delivered', {
        ...about,
        nextHop: frame?.nextHop ?? '',
        tlsVersion: achieved?.version ?? null,
        tlsLevel: achieved?.level ?? null,
      });
      return;
    }
    const failure = { reason: lastReason ?? '', detail: lastError ?? '' };
    if (state === 'deferred') {
      log.event('deferred', { ...about, ...failure, nextHop: frame?.nextHop ?? '', nextAttemptAt: nextAttemptAt?.toISOString() ?? null });
    } else log.event('bounced', { ...about, ...failure, nextHop: frame?.nextHop ?? null });
  }
}
