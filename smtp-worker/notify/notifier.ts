import type pg from 'pg';
import { type Answered, type Occurrence, occurrencesIn } from '@/lib/acceptance/notifications';
import type { Log } from '@/lib/log/log';
import type { CompiledPolicy } from '@/lib/policy/compile';
import { targetInWords, targetText } from '@/lib/policy/notification-target';
import { inTransaction } from '@/lib/queue/in-transaction';
import { storeTransactions } from '@/lib/queue/store-transactions';
import type { NewTransaction } from '@/lib/queue/transaction';
import { reasonOf } from '../database-state';
import { isUnstorable } from '../intake/why-not-stored';
import type { Metrics } from '../monitoring/metrics';
import type { Notification } from './notification';
import { notificationMail } from './notification-mail';
import { type TakenSlot, takeSlots, type Untold } from './notification-slots';
import type { OwnMessageIds } from './own-message-ids';

export interface NotifierOptions {
  readonly workerId: string;
  readonly hostname: string;
  readonly policy: () => CompiledPolicy | null;
  readonly newQueueId: () => string;
  readonly messageIds: OwnMessageIds;
  readonly now: () => Date;
  /** Calls the webhook in the background. */
  readonly call: (notification: Notification, url: string) => void;
  /** Mails are durably in the queue. */
  readonly onQueued: (stored: readonly NewTransaction[]) => void;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'notifications'>;
}

/** Matches that wait for the next flush. */
interface Waiting {
  readonly latest: Occurrence;
  readonly count: number;
  readonly since: string;
}

/**
 * Tells the targets of rules that they have matched: counts in memory, and takes the slots of the targets when told to. Nobody's mail waits
 * for it.
 */
export class Notifier {
  private waiting = new Map<string, Waiting>();

  constructor(private readonly options: NotifierOptions) {}

  /**
   * A mail, or a part of it, has been answered.
   * @param messageId of the mail, as far as it has come: what we have written ourselves and comes back to us is not told, or forwarding
   * could send notifications about notifications round for ever
   */
  note(answered: Answered, messageId: string | null): void {
    const occurrences = occurrencesIn(answered);
    if (occurrences.length === 0 || this.options.messageIds.isOwn(messageId)) return;
    for (const latest of occurrences) this.add({ latest, count: 1, since: latest.mail.at });
  }

  /** @throws what pg throws; then the counts are kept for the next time */
  async flush(pool: pg.Pool): Promise<void> {
    const policy = this.options.policy();
    if (this.waiting.size === 0 || policy === null) return;
    const taken = this.waiting;
    this.waiting = new Map();
    try {
      await this.tell(pool, [...taken.values()], policy);
    } catch (error) {
      if (!isUnstorable(error)) {
        // What has come meanwhile is later.
        const meanwhile = [...this.waiting.values()];
        this.waiting = taken;
        for (const entry of meanwhile) this.add(entry);
        throw error;
      }
      for (const { latest } of taken.values()) this.dropped(latest, reasonOf(error));
    }
  }

  /** A notification is given up. */
  dropped({ rule, target }: Pick<Notification, 'rule' | 'target'>, reason: string): void {
    const { metrics, log } = this.options;
    metrics.notifications.inc({ kind: target.kind, outcome: 'dropped' });
    log.event('notification-dropped', { rule: rule.name, kind: target.kind, target: targetInWords(target), reason });
  }

  /** A notification is in the queue, or its webhook has taken it. */
  sent({ id, rule, target, count }: Notification): void {
    const { metrics, log } = this.options;
    metrics.notifications.inc({ kind: target.kind, outcome: 'sent' });
    log.event('notification-sent', { rule: rule.name, kind: target.kind, target: targetInWords(target), count, id });
  }

  private add({ latest, count, since }: Waiting): void {
    const key = `${latest.rule.ruleId} ${latest.target.kind} ${targetText(latest.target)}`;
    const before = this.waiting.get(key);
    this.waiting.set(key, { latest, count: count + (before?.count ?? 0), since: before?.since ?? since });
  }

  /** The slots and the mails in one commit: no slot is taken without its mail, and no mail sent without its slot. */
  private async tell(pool: pg.Pool, waiting: readonly Waiting[], policy: CompiledPolicy): Promise<void> {
    const { workerId, hostname, messageIds, now, call, onQueued } = this.options;
    const { notifications, mails } = await inTransaction(pool, async (client) => {
      const due = this.due(waiting, await takeSlots(client, waiting.map(untold)));
      const context = { workerId, hostname, policy, now: now() };
      const written = due.flatMap((one) =>
        one.target.kind === 'email' ? [notificationMail(one, one.target, messageIds.make(one.id, hostname), context)] : [],
      );
      await storeTransactions(client, written);
      return { notifications: due, mails: written };
    });
    for (const one of notifications) {
      if (one.target.kind === 'email') this.sent(one);
      else call(one, one.target.url);
    }
    if (mails.length > 0) onQueued(mails);
  }

  private due(waiting: readonly Waiting[], slots: readonly TakenSlot[]): Notification[] {
    return waiting.flatMap(({ latest: { rule, target, mail }, count }) => {
      const slot = slots.find((one) => one.ruleId === rule.ruleId && one.kind === target.kind && one.target === targetText(target));
      if (slot === undefined) {
        this.options.metrics.notifications.inc({ kind: target.kind, outcome: 'held-back' }, count);
        return [];
      }
      const { told, toldSince } = slot;
      return [{ id: this.options.newQueueId(), rule, target, count: told, since: toldSince, heldBack: told - count, latest: mail }];
    });
  }
}

function untold({ latest: { rule, target }, count, since }: Waiting): Untold {
  return { ruleId: rule.ruleId, kind: target.kind, target: targetText(target), interval: target.interval, count, since };
}
