import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { toDomain } from './domain';

/** An envelope address. `domain` is canonical (domain.ts) or an address literal in brackets; null only for the bare `postmaster`. */
export interface Mailbox {
  readonly localPart: string;
  readonly domain: string | null;
  /** `localPart@domain` with the canonical domain. */
  readonly address: string;
}

const ATEXT = "A-Za-z0-9!#$%&'*+/=?^_`{|}~\\u0080-\\u{10ffff}-";
const DOT_STRING = new RegExp(`^[${ATEXT}]+(?:\\.[${ATEXT}]+)*$`, 'u');
const QUOTED_STRING = /^"(?:[\x20\x21\x23-\x5b\x5d-\x7e\u0080-\u{10ffff}]|\\[\x20-\x7e])*"$/u;
const LITERAL = /^\[(?:(?<v4>[\d.]+)|IPv6:(?<v6>[\da-f:.]+))\]$/i;

/**
 * Parses a Mailbox (RFC 5321 4.1.2, with the SMTPUTF8 additions of RFC 6531 3.3), given without angle brackets. `postmaster` alone is the
 * only address without a domain (RFC 5321 4.1.1.3). Null for everything else, also for the empty text of the null sender.
 */
export function parseMailbox(text: string): Mailbox | null {
  if (text.toLowerCase() === 'postmaster') return { localPart: text, domain: null, address: text };
  const at = text.lastIndexOf('@');
  if (at < 1) return null;
  const localPart = text.slice(0, at);
  const domain = toMailDomain(text.slice(at + 1));
  // RFC 5321 4.5.3.1.1
  if (domain === null || octets(localPart) > 64) return null;
  if (!DOT_STRING.test(localPart) && !QUOTED_STRING.test(localPart)) return null;
  const address = `${localPart}@${domain}`;
  // RFC 5321 4.5.3.1.3: 256 octets with the angle brackets.
  return octets(address) > 254 ? null : { localPart, domain, address };
}

const encoder = new TextEncoder();

function octets(text: string): number {
  return encoder.encode(text).length;
}

/** A domain or address literal as it stands on the wire, where neither spaces nor a trailing dot belong. */
function toMailDomain(text: string): string | null {
  if (text.startsWith('[')) return toAddressLiteral(text);
  return /^\s|[\s.\u3002\uff0e\uff61]$/.test(text) ? null : toDomain(text, { minimumLabels: 1 });
}

/** RFC 5321 4.1.3, in one spelling per address. */
function toAddressLiteral(text: string): string | null {
  const { v4, v6 } = LITERAL.exec(text)?.groups ?? {};
  if (v4 !== undefined) return ipaddr.IPv4.isValidFourPartDecimal(v4) ? `[${v4}]` : null;
  if (v6 !== undefined) return ipaddr.IPv6.isValid(v6) ? `[IPv6:${ipaddr.IPv6.parse(v6).toString()}]` : null;
  return null;
}

/** The canonical form of an address as an administrator types it, or null if it is none. */
export function toAddress(text: string): string | null {
  const mailbox = parseMailbox(text.trim());
  return mailbox === null || mailbox.domain === null ? null : mailbox.address;
}

/** An address as an administrator types it; the issue's message is `address.invalid`. */
export const addressSchema = z.string().transform((text, context) => {
  const address = toAddress(text);
  if (address !== null) return address;
  context.addIssue({ code: 'custom', message: 'address.invalid' });
  return z.NEVER;
});
