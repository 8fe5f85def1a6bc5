import type { Stage } from './stages';

/**
 * Every named value that a condition may read. Plain JSON, so that the facts of a transaction can be recorded and judged again.
 * Domains are A-labels in lower case without a trailing dot (or an address literal such as `[192.0.2.1]`).
 */
export interface FactTypes {
  /** When the stage is judged: ISO 8601 in UTC with milliseconds, `2026-11-24T06:30:00.000Z`, so that instants compare as text. */
  'time.now': string;
  /** TLS is in use, by STARTTLS or implicit TLS. */
  'connection.encrypted': boolean;
  /** Null without TLS. */
  'connection.tlsVersion': TlsVersion | null;
  /** The cipher suite by its IANA name, `TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`; null without TLS. */
  'connection.tlsCipher': string | null;
  /** What the client showed of itself in the TLS handshake; null if it showed nothing. */
  'connection.clientCertificate': ClientCertificate | null;
  /** The client's address; IPv4-mapped IPv6 addresses are written as IPv4. */
  'connection.remoteIp': string;
  /** The name that the PTR record of the client's address gives, if its own address records lead back to the client; else null. */
  'connection.remoteHostName': string | null;
  'connection.reverseDns': ReverseDns;
  /** Of each DNS block list that was asked, by its zone: whether the client's address stands in it. */
  'connection.blockLists': Keyed<boolean>;
  /** The name of the listener that took the connection, `smtp`. */
  'connection.listener': string;
  'connection.localIp': string;
  'connection.localPort': number;
  /** What the client calls itself (EHLO, HELO) in lower case; the last one counts, as after STARTTLS it is said anew. */
  'session.ehloName': string;
  /** The client greeted with EHLO rather than HELO. */
  'session.esmtp': boolean;
  /** The name with which the client has authenticated, or null. */
  'session.authenticatedUser': string | null;
  /** Messages accepted in this session before the present one. */
  'session.messages': number;
  /** Octets of these messages. */
  'session.bytes': number;
  /** Envelope sender, or null for the null sender `<>`. */
  'envelope.sender': string | null;
  /** Domain of the envelope sender; null for the null sender and for an address without a domain. */
  'envelope.senderDomain': string | null;
  /** The sender's domain is one of our local domains. */
  'envelope.senderIsLocal': boolean;
  /** The name with which the client has authenticated is the sender's address or the part of it before the @. */
  'envelope.senderIsUser': boolean;
  /** Envelope recipient. */
  'recipient.address': string;
  'recipient.domain': string | null;
  /** The recipient is in none of our local domains: the message leaves for another server. */
  'recipient.relayed': boolean;
  /**
   * When the network of the client first tried to reach this recipient from this sender, as far as it is remembered; the present time if this
   * is the first attempt. ISO 8601 in UTC with milliseconds.
   */
  'recipient.firstSeen': string;
  /** Recipients accepted in this transaction. */
  'recipient.count': number;
  /** Octets as announced with MAIL FROM (RFC 1870), or null. */
  'message.declaredSize': number | null;
  /** Octets of the message as received, without our own headers. */
  'message.size': number;
  /**
   * Of each header that was asked for, by its name in lower case: the values of all headers of that name in their order, unfolded and
   * trimmed, encoded words decoded; an empty list if the message has none.
   */
  'message.headers': Keyed<readonly string[]>;
  /** Domains of all mailboxes of all From headers. */
  'message.fromDomains': readonly string[];
  'message.receivedCount': number;
  /** Results are named as in RFC 8601 2.7; `temperror` is a look-up that failed. */
  'checks.spf': SpfResult;
  /** The best result of all signatures. */
  'checks.dkim': DkimResult;
  'checks.dmarc': DmarcResult;
  /** The number of the attempt that is about to start, from 1. */
  'queue.attempt': number;
  /** Seconds since the message was accepted. */
  'queue.age': number;
  /** The attempt before failed because TLS could not be had as demanded; false at the first attempt. */
  'queue.lastErrorWasTls': boolean;
}

export type FactName = keyof FactTypes;

/** All that a listener speaks (RFC 8996), the oldest first. */
export const TLS_VERSIONS = ['TLSv1.2', 'TLSv1.3'] as const;
export type TlsVersion = (typeof TLS_VERSIONS)[number];

export interface ClientCertificate {
  /** Issued by an authority that this host trusts, and valid at the time. */
  readonly verified: boolean;
  /** DNS names and e-mail addresses of the certificate (subjectAltName; the common name if there is none), in lower case. */
  readonly names: readonly string[];
  /** Fingerprint of the whole certificate: 64 hexadecimal digits in lower case. */
  readonly sha256: string;
}

/** `pass`: the name of the client's address leads back to it. `fail`: it has names, none of which does. `none`: it has no name. */
export const REVERSE_DNS_RESULTS = ['pass', 'fail', 'none'] as const;
export type ReverseDns = (typeof REVERSE_DNS_RESULTS)[number];

export const SPF_RESULTS = ['pass', 'fail', 'softfail', 'neutral', 'none', 'permerror'] as const;
export type SpfResult = (typeof SPF_RESULTS)[number];

export const DKIM_RESULTS = ['pass', 'fail', 'policy', 'neutral', 'none', 'permerror'] as const;
export type DkimResult = (typeof DKIM_RESULTS)[number];

export const DMARC_RESULTS = ['pass', 'fail', 'none', 'permerror'] as const;
export type DmarcResult = (typeof DMARC_RESULTS)[number];

/** The look-up of a fact failed for now. It says nothing about whether the fact would match. */
export interface LookupFailed {
  readonly lookupFailed: string;
}

/**
 * A fact of many parts that are asked for one by one: each part is known, its look-up failed, or, where it is absent, *not yet known*.
 * Keys are in lower case.
 */
export type Keyed<Value> = Readonly<Record<string, Value | LookupFailed>>;

type KeyedFactName = 'connection.blockLists' | 'message.headers';

/** One part of a keyed fact. */
export interface FactKey {
  readonly fact: KeyedFactName;
  readonly key: string;
}

/** What is known so far. An absent fact is *not yet known*. */
export type Facts = { readonly [Name in FactName]?: FactTypes[Name] | LookupFailed };

/** The stage from which on a fact is settled. (`connection.encrypted` settles at `connect` on an implicit-TLS listener: the session then hands it in early.) */
export const SETTLED_AT: { readonly [Name in FactName]: Stage } = {
  'time.now': 'connect',
  'connection.encrypted': 'mail',
  'connection.tlsVersion': 'mail',
  'connection.tlsCipher': 'mail',
  'connection.clientCertificate': 'mail',
  'connection.remoteIp': 'connect',
  'connection.remoteHostName': 'connect',
  'connection.reverseDns': 'connect',
  'connection.blockLists': 'connect',
  'connection.listener': 'connect',
  'connection.localIp': 'connect',
  'connection.localPort': 'connect',
  'session.ehloName': 'mail',
  'session.esmtp': 'mail',
  'session.authenticatedUser': 'mail',
  'session.messages': 'mail',
  'session.bytes': 'mail',
  'envelope.sender': 'mail',
  'envelope.senderDomain': 'mail',
  'envelope.senderIsLocal': 'mail',
  'envelope.senderIsUser': 'mail',
  'recipient.address': 'rcpt',
  'recipient.domain': 'rcpt',
  'recipient.relayed': 'rcpt',
  'recipient.firstSeen': 'rcpt',
  'recipient.count': 'data',
  'message.declaredSize': 'mail',
  'message.size': 'data',
  'message.headers': 'headers',
  'message.fromDomains': 'headers',
  'message.receivedCount': 'headers',
  'checks.spf': 'mail',
  'checks.dkim': 'data',
  'checks.dmarc': 'data',
  'queue.attempt': 'relay',
  'queue.age': 'relay',
  'queue.lastErrorWasTls': 'relay',
};

export function isLookupFailed(value: unknown): value is LookupFailed {
  return typeof value === 'object' && value !== null && 'lookupFailed' in value;
}

export function isKnown<Value>(fact: Value | LookupFailed | undefined): fact is Value {
  return fact !== undefined && !isLookupFailed(fact);
}

export const FACT_NAMES: readonly FactName[] = Object.keys(SETTLED_AT).filter(isFactName);

export function isFactName(name: string): name is FactName {
  return Object.hasOwn(SETTLED_AT, name);
}

/** A part of a keyed fact; undefined if it is not yet known. */
export function partOf<Value>(fact: Keyed<Value>, key: string): Value | LookupFailed | undefined {
  return Object.hasOwn(fact, key) ? fact[key] : undefined;
}
