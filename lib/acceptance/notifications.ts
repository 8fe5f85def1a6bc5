import type { Decision, RuleReference } from '@/lib/policy/decision';
import { type NotificationTarget, targetText } from '@/lib/policy/notification-target';
import type { Verdict } from '@/lib/policy/settings';

/** A rule that tells somebody that it has matched. */
export interface RuleNotification {
  readonly rule: RuleReference;
  readonly target: NotificationTarget;
}

/** What is told of a mail that has been answered. */
export interface AnsweredMail {
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly client: string;
  /** Null: the connection was not encrypted. */
  readonly tlsVersion: string | null;
  /** Empty for the null sender; null where none was named yet. */
  readonly sender: string | null;
  /** Those for which the rule matched, the first few of them; none where the connection or the sender was refused. */
  readonly recipients: readonly string[];
  readonly recipientCount: number;
  readonly outcome: Verdict['outcome'];
  /** As it stood on the wire. */
  readonly reply: string;
  readonly queueId: string;
}

/** A rule has matched a mail, and its target is to be told. */
export interface Occurrence extends RuleNotification {
  readonly mail: AnsweredMail;
}

/** The final decisions about a mail, or about the part of it that was just answered. */
export interface Answered extends Omit<AnsweredMail, 'recipients' | 'recipientCount' | 'outcome'> {
  readonly decisions: readonly {
    /** Null where the answer concerns no recipient. */
    readonly recipient: string | null;
    readonly outcome: Verdict['outcome'];
    readonly decision: Decision;
  }[];
}

const MOST_RECIPIENTS = 20;

/** Whom the rules tell, in the order of the list: each target of a rule once, however many recipients it matched. Monitored rules tell nobody. */
export function notificationsOf(decisions: readonly Decision[]): RuleNotification[] {
  const found = new Map<string, RuleNotification>();
  for (const { ruleId, name, order, mode, effects } of decisions.flatMap(({ trace }) => trace)) {
    if (mode !== 'enforce') continue;
    for (const target of effects.notifications ?? []) {
      const key = `${ruleId} ${target.kind} ${targetText(target)}`;
      if (!found.has(key)) found.set(key, { rule: { ruleId, name, order }, target });
    }
  }
  return [...found.values()].sort((a, b) => a.rule.order - b.rule.order);
}

/** What is to be told about a mail, for each target once. */
export function occurrencesIn({ decisions, ...mail }: Answered): Occurrence[] {
  return notificationsOf(decisions.map(({ decision }) => decision)).map((notification) => {
    const matched = decisions.filter(({ decision }) => tells(decision, notification.rule.ruleId));
    const recipients = matched.flatMap(({ recipient }) => recipient ?? []);
    return {
      ...notification,
      mail: {
        ...mail,
        outcome: matched[0]?.outcome ?? 'accept',
        recipients: recipients.slice(0, MOST_RECIPIENTS),
        recipientCount: recipients.length,
      },
    };
  });
}

function tells({ trace }: Decision, ruleId: string): boolean {
  return trace.some((rule) => rule.ruleId === ruleId && rule.effects.notifications !== undefined);
}
