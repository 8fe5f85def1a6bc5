import { failureText } from '@/lib/i18n/failure-text';
import { LOCALES, type Locale } from '@/lib/i18n/locales';
import { dsn as texts } from '@/lib/i18n/messages/dsn';
import { mail } from '@/lib/i18n/messages/mail';
import { type DsnRecipient, formatDsn } from '@/lib/mail/dsn';
import { headerSection } from '@/lib/mail/headers';
import { demandedLevel, type TlsAchieved, type TlsDemand } from '@/lib/mail/tls-level';
import type { ClaimedRecipient, ClaimedTransaction } from '@/lib/queue/claim-due';
import type { AttemptDecidedBy } from '@/lib/queue/settle-attempts';
import type { NewTransaction } from '@/lib/queue/transaction';
import { mailDate } from '../intake/mail-date';
import { type Failure, finalStatus } from './failure';
import { type OwnContext, ownTransaction } from './own-transaction';

/** A message asked for in full (RET=FULL) is returned in full up to this many octets; else, and else by default, its headers. */
const MOST_RETURNED = 200 * 1024;

/** What a DSN says of one recipient. `failure` null: relayed to a next hop that reports nothing. */
export interface Reported {
  readonly recipient: ClaimedRecipient;
  readonly failure: Failure | null;
  readonly reply: string;
}

/** The attempt that a DSN tells of; null if there was none. */
export interface ReportedAttempt {
  readonly nextHop: string;
  readonly finishedAt: Date;
  readonly demanded: TlsDemand;
  readonly achieved: TlsAchieved | null;
  readonly decidedBy: readonly AttemptDecidedBy[];
}

export interface ReportContext extends OwnContext {
  /** Queue id of the DSN. */
  readonly id: string;
}

/** Whether the sender is to be told (RFC 3461 4.1): of failures unless it declined, of successes only if it asked. The null sender never. */
export function wantsReport({ sender }: ClaimedTransaction, { dsnNotify }: ClaimedRecipient, event: 'FAILURE' | 'SUCCESS'): boolean {
  if (sender === '') return false;
  return dsnNotify === null ? event === 'FAILURE' : dsnNotify.toUpperCase().split(',').includes(event);
}

/**
 * The DSN as a transaction of its own.
 *
 * @param original the stored message or its beginning
 */
export function reportTransaction(
  transaction: ClaimedTransaction,
  reported: readonly Reported[],
  attempt: ReportedAttempt | null,
  original: Uint8Array,
  context: ReportContext,
): NewTransaction {
  const { hostname, id, now } = context;
  const failed = reported.some(({ failure }) => failure !== null);
  const full = failed && transaction.dsnRet === 'FULL' && transaction.size <= MOST_RETURNED;
  const body = formatDsn({
    reportingHost: hostname,
    to: transaction.sender,
    subject: LOCALES.map((locale) => (failed ? texts[locale].failedSubject : texts[locale].relayedSubject)).join(' / '),
    messageId: `<${id}@${hostname}>`,
    date: mailDate(now),
    arrivalDate: mailDate(transaction.receivedAt),
    envid: transaction.dsnEnvid,
    originalMessageId: transaction.messageIdHeader,
    text: LOCALES.map((locale) => textIn(locale, hostname, reported, attempt)).join('\n\n-- \n\n'),
    recipients: reported.map((each) => dsnRecipient(each, attempt)),
    returned: full ? { kind: 'message', bytes: original } : { kind: 'headers', bytes: headerSection(original) },
    boundary: `=_${id}`,
  });
  const subject = failed ? texts.en.failedSubject : texts.en.relayedSubject;
  return ownTransaction(
    { id, kind: 'dsn', to: transaction.sender, messageId: `<${id}@${hostname}>`, subject, reportsOn: transaction.id, body },
    context,
  );
}

function dsnRecipient({ recipient, failure, reply }: Reported, attempt: ReportedAttempt | null): DsnRecipient {
  return {
    address: recipient.address,
    orcpt: recipient.dsnOrcpt,
    action: failure === null ? 'relayed' : 'failed',
    status: failure === null ? '2.1.9' : finalStatus(failure),
    remoteHost: attempt === null ? null : attempt.nextHop.replace(/:\d+$/, ''),
    reply: failure === null ? reply : failure.reply,
    detail: failure === null ? reply : failure.permanent ? failure.detail : `4.4.7 delivery time expired; ${failure.detail}`,
    lastAttempt: attempt === null ? null : mailDate(attempt.finishedAt),
  };
}

function textIn(locale: Locale, hostname: string, reported: readonly Reported[], attempt: ReportedAttempt | null): string {
  const words = texts[locale];
  const failed = reported.some(({ failure }) => failure !== null);
  return [
    words.from(hostname),
    failed ? words.failed : words.relayed,
    ...reported.map(({ recipient, failure }) => `  ${[recipient.address, ...reasonIn(locale, failure)].join('\n    ')}`),
    ...(attempt === null ? [] : [attemptIn(locale, attempt)]),
    ...(failed ? [words.notRetried] : []),
  ].join('\n\n');
}

function reasonIn(locale: Locale, failure: Failure | null): string[] {
  if (failure === null) return [];
  const expired = failure.permanent ? [] : [failureText('expired', locale)];
  return [...expired, failureText(failure.reason, locale), texts[locale].detail(failure.detail)];
}

function attemptIn(locale: Locale, { nextHop, demanded, achieved, decidedBy }: ReportedAttempt): string {
  const words = texts[locale];
  const { levels } = mail[locale];
  const rules = [...new Set(decidedBy.map(({ order, name }) => words.rule(order, name)))];
  return [
    words.nextHop(nextHop),
    words.tls(levels[demandedLevel(demanded)], achieved === null ? words.nothing : levels[achieved.level]),
    ...(rules.length === 0 ? [] : [words.rules(rules.join(', '))]),
  ].join('\n');
}
