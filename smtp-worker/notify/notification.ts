import type { AnsweredMail, RuleNotification } from '@/lib/acceptance/notifications';

/** What a target is told of a rule. */
export interface Notification extends RuleNotification {
  /** Queue id of the mail; names the call of a webhook. */
  readonly id: string;
  /** How often the rule has matched since `since`. */
  readonly count: number;
  readonly since: Date;
  /** How many of these were held back after the notification before. */
  readonly heldBack: number;
  readonly latest: AnsweredMail;
}
