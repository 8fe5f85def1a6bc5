import type { HeaderEdit } from '@/lib/mail/header-edits';
import type { Reply } from '@/lib/mail/reply';
import type { CertificateCheck } from '@/lib/mail/tls-level';
import type { TlsProfileName } from '@/lib/mail/tls-profile';
import type { RelayAuthentication } from './authentication';
import type { NotificationTarget } from './notification-target';
import type { Stage } from './stages';
import type { TlsFailure } from './tls-failure';

/** The accept-reject part of a decision. What `reply` leaves null is as in the default reply (lib/policy/default-reply.ts). */
export type Verdict =
  | { readonly outcome: 'accept' }
  | { readonly outcome: 'reject' | 'tempfail'; readonly reply: OwnReply }
  /** Refused for now, until so many seconds have passed since the first attempt (greylist.ts). */
  | { readonly outcome: 'greylist'; readonly delay: number }
  /** Answered 250 and dropped, with a record. */
  | { readonly outcome: 'discard' }
  /** Accepted and kept in the queue until an administrator releases it. */
  | { readonly outcome: 'hold' };

/** The parts of a reply that a rule words itself. */
export type OwnReply = { readonly [Part in keyof Reply]: Reply[Part] | null };

export const DEFAULT_WORDS: OwnReply = { code: null, enhanced: null, text: null };

/** Between two refusals of one kind only the wording differs (docs/decisions/007): the client may go on, must not come back, may come back. */
export type VerdictKind = 'let-through' | 'refuse-for-good' | 'refuse-for-now';

export function verdictKind(verdict: Verdict): VerdictKind {
  switch (verdict.outcome) {
    case 'reject':
      return 'refuse-for-good';
    case 'tempfail':
    case 'greylist':
      return 'refuse-for-now';
    default:
      return 'let-through';
  }
}

export type Refusal = Extract<Verdict, { outcome: 'reject' | 'tempfail' | 'greylist' }>;

export function isRefusal(verdict: Verdict): verdict is Refusal {
  return verdictKind(verdict) !== 'let-through';
}

export type Senders = 'anyone' | 'authenticated' | 'nobody';

export type RelayHost =
  | { readonly kind: 'hosts'; readonly hosts: readonly { readonly host: string; readonly port: number | null }[] }
  /** The mail exchangers of the recipient's domain (RFC 5321 5.1). */
  | { readonly kind: 'mx' };

/** How TLS begins on the way to the next hop. `implicit` is the interface's "SSL". */
export type RelayEncryption = 'plaintext' | 'opportunistic' | 'starttls' | 'implicit';

/** `add`: this address gets a copy. `redirect`: it gets the message in the recipient's place. `discard`: the recipient gets nothing. */
type RecipientChange = { readonly kind: 'add' | 'redirect'; readonly address: string } | { readonly kind: 'discard' };

/**
 * What actions can set. For each setting the first matching rule that sets it wins; the Basic Settings are the defaults below the list.
 * A new action that sets something new adds its setting here and below.
 */
export interface SettingTypes {
  verdict: Verdict;
  /** Text after the host name in the greeting, with placeholders. */
  banner: string;
  offerStarttls: boolean;
  offerPipelining: boolean;
  offerEightBitMime: boolean;
  offerSmtpUtf8: boolean;
  offerDsn: boolean;
  offerChunking: boolean;
  /** Who may send to local domains. */
  localDelivery: Senders;
  /** Who may send on through us; without a rule relay permission alone says so (lib/routing/relay-permission.ts). */
  relaying: Senders;
  /** Octets. */
  maxMessageSize: number;
  /** In one transaction. */
  maxRecipients: number;
  maxReceivedHeaders: number;
  /** Adds up. Values with placeholders. */
  headers: readonly HeaderEdit[];
  /** Adds up. */
  recipients: readonly RecipientChange[];
  /** Adds up. */
  notifications: readonly NotificationTarget[];
  relayHost: RelayHost;
  relayEncryption: RelayEncryption;
  relayCertificateCheck: CertificateCheck;
  relayTlsProfile: TlsProfileName;
  relayTlsFailure: TlsFailure;
  relayAuthentication: RelayAuthentication;
  /** A local IP address in canonical form. */
  relaySourceAddress: string;
}
export type SettingName = keyof SettingTypes;
export type SettingValues = { readonly [Name in SettingName]?: SettingTypes[Name] };

/** The stage at which a setting is used: what is known only later cannot decide it. */
export const SETTING_NEEDED_AT: { readonly [Name in SettingName]: Extract<Stage, 'connect' | 'ehlo' | 'rcpt' | 'data' | 'relay'> } = {
  verdict: 'data',
  banner: 'connect',
  offerStarttls: 'ehlo',
  offerPipelining: 'ehlo',
  offerEightBitMime: 'ehlo',
  offerSmtpUtf8: 'ehlo',
  offerDsn: 'ehlo',
  offerChunking: 'ehlo',
  localDelivery: 'rcpt',
  relaying: 'rcpt',
  maxMessageSize: 'data',
  maxRecipients: 'rcpt',
  maxReceivedHeaders: 'data',
  headers: 'data',
  recipients: 'data',
  notifications: 'data',
  relayHost: 'relay',
  relayEncryption: 'relay',
  relayCertificateCheck: 'relay',
  relayTlsProfile: 'relay',
  relayTlsFailure: 'relay',
  relayAuthentication: 'relay',
  relaySourceAddress: 'relay',
};
export const SETTING_NAMES = [
  'verdict',
  'banner',
  'offerStarttls',
  'offerPipelining',
  'offerEightBitMime',
  'offerSmtpUtf8',
  'offerDsn',
  'offerChunking',
  'localDelivery',
  'relaying',
  'maxMessageSize',
  'maxRecipients',
  'maxReceivedHeaders',
  'headers',
  'recipients',
  'notifications',
  'relayHost',
  'relayEncryption',
  'relayCertificateCheck',
  'relayTlsProfile',
  'relayTlsFailure',
  'relayAuthentication',
  'relaySourceAddress',
] as const satisfies readonly SettingName[];

/** Decided when a delivery is about to start; all others in the SMTP session. */
export function isRelaySetting(name: SettingName): boolean {
  return SETTING_NEEDED_AT[name] === 'relay';
}

/** Every matching rule adds to it, in their order; for all other settings the first one alone decides. */
export function addsUp(name: SettingName): boolean {
  return name === 'headers' || name === 'recipients' || name === 'notifications';
}

/** What a rule sets with one action more. */
export function withEffect(effects: SettingValues, effect: SettingValues): SettingValues {
  const { headers, recipients, notifications } = effect;
  return {
    ...effects,
    ...effect,
    ...(headers === undefined ? {} : { headers: [...(effects.headers ?? []), ...headers] }),
    ...(recipients === undefined ? {} : { recipients: [...(effects.recipients ?? []), ...recipients] }),
    ...(notifications === undefined ? {} : { notifications: [...(effects.notifications ?? []), ...notifications] }),
  };
}
