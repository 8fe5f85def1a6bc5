import { failureText } from '@/lib/i18n/failure-text';
import { LOCALES, type Locale } from '@/lib/i18n/locales';
import { dsn as texts } from '@/lib/i18n/messages/dsn';
import { mail } from '@/lib/i18n/messages/mail';
import { type DsnRecipient, formatDsn } from '@/lib/mail/dsn';
import { headerSection } from '@/lib/mail/headers';
import { demandedLevel, type PeerCertificate, type TlsAchieved, type TlsDemand } from '@/lib/mail/tls-level';
import type { ClaimedRecipient, ClaimedTransaction } from '@/lib/queue/claim-due';
import type { AttemptDecidedBy } from '@/lib/queue/settle-attempts';
import type { NewTransaction } from '@/lib/queue/transaction';
import { mailDate } from '../intake/mail-date';
import { type Failure, finalStatus } from './failure';
import { type OwnContext, ownTransaction } from './own-transaction';

/** A message asked for in full (RET=FULL) is returned in full up to this many octets; else, and else by default, its headers. */
const MOST_RETURNED = 200 * 1024;

/** `relayed`: to a next hop that reports nothing. */
export const REPORTED_EVENTS = ['failed', 'delayed', 'relayed'] as const;
type ReportedEvent = (typeof REPORTED_EVENTS)[number];

/** What a DSN says of one recipient. */
export type Reported =
  | { readonly event: 'failed' | 'delayed'; readonly recipient: ClaimedRecipient; readonly failure: Failure }
  | { readonly event: 'relayed'; readonly recipient: ClaimedRecipient; readonly reply: string };

/** The attempt that a DSN tells of; null if there was none. */
export interface ReportedAttempt {
  readonly nextHop: string;
  readonly finishedAt: Date;
  readonly demanded: TlsDemand;
  readonly achieved: TlsAchieved | null;
  readonly rules: ReadonlyMap<string, { readonly decidedBy: readonly AttemptDecidedBy[] }>;
}

export interface ReportContext extends OwnContext {
  /** Queue id of the DSN. */
  readonly id: string;
}

/**
 * Whether the sender is to be told (RFC 3461 4.1): of failures and delays unless it said of what else, of successes only if it asked. The null
 * sender never.
 */
export function wantsReport(
  { sender }: ClaimedTransaction,
  { dsnNotify }: ClaimedRecipient,
  event: 'FAILURE' | 'DELAY' | 'SUCCESS',
): boolean {
  if (sender === '') return false;
  return dsnNotify === null ? event !== 'SUCCESS' : dsnNotify.toUpperCase().split(',').includes(event);
}

/**
 * The DSN as a transaction of its own.
 *
 * @param reported all of this event
 * @param original the stored message or its beginning
 */
export function reportTransaction(
  transaction: ClaimedTransaction,
  reported: readonly Reported[],
  event: ReportedEvent,
  attempt: ReportedAttempt | null,
  original: Uint8Array,
  context: ReportContext,
): NewTransaction {
  const { hostname, id, now } = context;
  const full = event === 'failed' && transaction.dsnRet === 'FULL' && transaction.size <= MOST_RETURNED;
  const body = formatDsn({
    reportingHost: hostname,
    to: transaction.sender,
    subject: LOCALES.map((locale) => texts[locale].subject[event]).join(' / '),
    messageId: `<${id}@${hostname}>`,
    date: mailDate(now),
    arrivalDate: mailDate(transaction.receivedAt),
    envid: transaction.dsnEnvid,
    originalMessageId: transaction.messageIdHeader,
    text: LOCALES.map((locale) => textIn(locale, hostname, reported, event, attempt)).join('\n\n-- \n\n'),
    recipients: reported.map((each) => dsnRecipient(each, attempt)),
    returned: full ? { kind: 'message', bytes: original } : { kind: 'headers', bytes: headerSection(original) },
    boundary: `=_${id}`,
  });
  const subject = texts.en.subject[event];
  return ownTransaction(
    { id, kind: 'dsn', to: transaction.sender, messageId: `<${id}@${hostname}>`, subject, reportsOn: transaction.id, body },
    context,
  );
}

function dsnRecipient(reported: Reported, attempt: ReportedAttempt | null): DsnRecipient {
  const { event, recipient } = reported;
  return {
    address: recipient.address,
    orcpt: recipient.dsnOrcpt,
    action: event,
    ...diagnosisOf(reported),
    remoteHost: attempt === null ? null : attempt.nextHop.replace(/:\d+$/, ''),
    lastAttempt: attempt === null ? null : mailDate(attempt.finishedAt),
    willRetryUntil: event !== 'delayed' || recipient.expiresAt === null ? null : mailDate(recipient.expiresAt),
  };
}

function diagnosisOf(reported: Reported): Pick<DsnRecipient, 'status' | 'reply' | 'detail'> {
  if (reported.event === 'relayed') return { status: '2.1.9', reply: reported.reply, detail: reported.reply };
  const { status, reply, detail, permanent } = reported.failure;
  if (reported.event === 'delayed') return { status, reply, detail };
  return { status: finalStatus(reported.failure), reply, detail: permanent ? detail : `4.4.7 delivery time expired; ${detail}` };
}

function textIn(
  locale: Locale,
  hostname: string,
  reported: readonly Reported[],
  event: ReportedEvent,
  attempt: ReportedAttempt | null,
): string {
  const words = texts[locale];
  return [
    words.from(hostname),
    words.about[event],
    ...reported.map((each) => `  ${[each.recipient.address, ...reasonIn(locale, each)].join('\n    ')}`),
    ...(attempt === null ? [] : [attemptIn(locale, attempt)]),
    ...(event === 'relayed' ? [] : [words.further[event]]),
  ].join('\n\n');
}

function reasonIn(locale: Locale, reported: Reported): string[] {
  if (reported.event === 'relayed') return [];
  const { permanent, reason, detail } = reported.failure;
  const expired = permanent || reported.event === 'delayed' ? [] : [failureText('expired', locale)];
  return [...expired, failureText(reason, locale), texts[locale].detail(detail)];
}

function attemptIn(locale: Locale, { nextHop, demanded, achieved, rules: byRecipient }: ReportedAttempt): string {
  const words = texts[locale];
  const { levels } = mail[locale];
  const decidedBy = [...byRecipient.values()].flatMap((rules) => rules.decidedBy);
  const rules = [...new Set(decidedBy.map(({ order, name }) => words.rule(order, name)))];
  return [
    words.nextHop(nextHop),
    words.tls(levels[demandedLevel(demanded)], achieved === null ? words.nothing : levels[achieved.level]),
    ...(achieved?.certificate ? [certificateIn(locale, achieved.certificate)] : []),
    ...(rules.length === 0 ? [] : [words.rules(rules.join(', '))]),
  ].join('\n');
}

/** More of a certificate's names are only counted. */
const MOST_NAMES = 5;

/** The certificate that the next hop has shown: for whom, by whom, for how long, and its fingerprint. */
function certificateIn(locale: Locale, { subject, issuer, names, notBefore, notAfter, sha256 }: PeerCertificate): string {
  const words = texts[locale];
  const shown = names.slice(0, MOST_NAMES).join(', ');
  const all = names.length > MOST_NAMES ? words.moreNames(shown, names.length - MOST_NAMES) : shown;
  return words.certificate({
    holder: all === '' ? subject || words.nameless : all,
    issuer: issuer || words.nameless,
    from: notBefore.slice(0, 10),
    until: notAfter.slice(0, 10),
    sha256,
  });
}
