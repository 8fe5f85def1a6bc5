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
  /** The client's address; IPv4-mapped IPv6 addresses are written as IPv4. */
  'connection.remoteIp': string;
  /** The name with which the client has authenticated, or null. */
  'session.authenticatedUser': string | null;
  /** Envelope sender, or null for the null sender `<>`. */
  'envelope.sender': string | null;
  /** Domain of the envelope sender; null for the null sender and for an address without a domain. */
  'envelope.senderDomain': string | null;
  /** Envelope recipient. */
  'recipient.address': string;
  'recipient.domain': string | null;
  /** The recipient is in none of our local domains: the message leaves for another server. */
  'recipient.relayed': boolean;
  /** Octets of the message as received, without our own headers. */
  'message.size': number;
}

export type FactName = keyof FactTypes;

/** The look-up of a fact failed for now. It says nothing about whether the fact would match. */
export interface LookupFailed {
  readonly lookupFailed: string;
}

/** What is known so far. An absent fact is *not yet known*. */
export type Facts = { readonly [Name in FactName]?: FactTypes[Name] | LookupFailed };

/** The stage from which on a fact is settled. (`connection.encrypted` settles at `connect` on an implicit-TLS listener: the session then hands it in early.) */
export const SETTLED_AT: { readonly [Name in FactName]: Stage } = {
  'time.now': 'connect',
  'connection.encrypted': 'mail',
  'connection.remoteIp': 'connect',
  'session.authenticatedUser': 'mail',
  'envelope.sender': 'mail',
  'envelope.senderDomain': 'mail',
  'recipient.address': 'rcpt',
  'recipient.domain': 'rcpt',
  'recipient.relayed': 'rcpt',
  'message.size': 'data',
};

export function isLookupFailed(value: unknown): value is LookupFailed {
  return typeof value === 'object' && value !== null && 'lookupFailed' in value;
}

export function isKnown<Value>(fact: Value | LookupFailed | undefined): fact is Value {
  return fact !== undefined && !isLookupFailed(fact);
}

export function isFactName(name: string): name is FactName {
  return Object.hasOwn(SETTLED_AT, name);
}
