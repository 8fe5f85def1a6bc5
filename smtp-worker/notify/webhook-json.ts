import type { Notification } from './notification';

/** What a webhook is sent; docs/operations.md describes it to those who receive it, so that a field may be added but none changed. */
export function webhookJson({ id, rule, target, count, since, heldBack, latest }: Notification, hostname: string): string {
  const { at, client, tlsVersion, sender, recipients, recipientCount, outcome, reply, queueId } = latest;
  return JSON.stringify({
    event: 'rule-matched',
    id,
    gateway: hostname,
    rule: { id: rule.ruleId, name: rule.name, order: rule.order },
    count,
    since: since.toISOString(),
    heldBack,
    interval: target.interval,
    latest: { time: at, client, tlsVersion, sender, recipients, recipientCount, outcome, reply, queueId },
  });
}
