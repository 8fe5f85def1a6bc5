import { formatPlainMessage } from '@/lib/mail/plain-message';
import type { NotificationTarget } from '@/lib/policy/notification-target';
import type { NewTransaction } from '@/lib/queue/transaction';
import { type OwnContext, ownTransaction } from '../delivery/own-transaction';
import { mailDate } from '../intake/mail-date';
import type { Notification } from './notification';
import { notificationText } from './notification-text';

/** The mail that tells an address, ready for the queue. @param messageId with angle brackets */
export function notificationMail(
  notification: Notification,
  { address, language }: Extract<NotificationTarget, { kind: 'email' }>,
  messageId: string,
  context: OwnContext,
): NewTransaction {
  const { id } = notification;
  const { hostname, now } = context;
  const { subject, text } = notificationText(notification, hostname, language);
  const from = `Mail gateway <MAILER-DAEMON@${hostname}>`;
  const body = formatPlainMessage({ from, to: address, subject, messageId, date: mailDate(now), text });
  return ownTransaction({ id, kind: 'notification', to: address, messageId, subject, reportsOn: null, body }, context);
}
