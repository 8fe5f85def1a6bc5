import type { AnsweredMail } from '@/lib/acceptance/notifications';
import type { Locale } from '@/lib/i18n/locales';
import { notifications as texts } from '@/lib/i18n/messages/notifications';
import { policyWords } from '@/lib/i18n/messages/policy';
import { instantInWords } from '@/lib/policy/instants';
import { durationInWords } from '@/lib/policy/words';
import type { Notification } from './notification';

/** The subject and text of the mail; LF line ends. */
export function notificationText(
  { rule, target, count, since, heldBack, latest }: Notification,
  hostname: string,
  locale: Locale,
): { readonly subject: string; readonly text: string } {
  const words = texts[locale];
  const interval = durationInWords(target.interval);
  const paragraphs = [
    words.from(hostname),
    [
      words.matched(rule.order, rule.name, count, instantInWords(since.toISOString())),
      ...(heldBack === 0 ? [] : [words.heldBack(heldBack, interval)]),
    ].join('\n'),
    [words.latest, ...latestLines(latest, locale)].join('\n'),
    words.rest(interval),
  ];
  return { subject: words.subject(rule.name, count), text: paragraphs.join('\n\n') };
}

function latestLines(
  { at, client, tlsVersion, sender, recipients, recipientCount, outcome, reply, queueId }: AnsweredMail,
  locale: Locale,
) {
  const words = texts[locale];
  const more = recipientCount - recipients.length;
  const named = [...recipients, ...(more === 0 ? [] : [words.more(more)])];
  const lines = [
    [words.time, instantInWords(at)],
    [words.client, client],
    [words.tls, tlsVersion ?? words.notEncrypted],
    [words.sender, sender === '' ? words.nullSender : (sender ?? words.notNamed)],
    [words.recipients, named.length === 0 ? words.notNamed : named.join(', ')],
    [words.outcome, policyWords[locale].verdicts[outcome]],
    [words.reply, reply.replace(/\s+/g, ' ')],
    [words.queueId, queueId],
  ];
  return lines.map(([name, value]) => `  ${name}: ${value}`);
}
