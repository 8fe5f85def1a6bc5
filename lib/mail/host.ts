import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { toDomain } from './domain';

/** A host to connect to: a domain name (A-label, at least one label) or an IPv4 / IPv6 address without brackets. */
export const hostSchema = z.string().transform((text, context) => {
  const host = toHost(text);
  if (host !== null) return host;
  context.addIssue({ code: 'custom', message: 'host.invalid' });
  return z.NEVER;
});

/** The canonical form of a host, or null if it is none. An address keeps to ipaddr's notation; everything else must be a domain name. */
export function toHost(text: string): string | null {
  const trimmed = text.trim();
  const bare = trimmed.startsWith('[') && trimmed.endsWith(']') ? trimmed.slice(1, -1) : trimmed;
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) return bare;
  if (bare.includes(':')) return ipaddr.IPv6.isValid(bare) ? ipaddr.IPv6.parse(bare).toString() : null;
  return /^[\d.]+$/.test(bare) ? null : toDomain(bare, { minimumLabels: 1 });
}

/** Whether a canonical host is an address. */
export function isAddress(host: string): boolean {
  return host.includes(':') || ipaddr.IPv4.isValidFourPartDecimal(host);
}

export const portSchema = z.int('port.range').min(1, 'port.range').max(65_535, 'port.range');

/** `mail.example.com:465`, `[2001:db8::1]:25`; without a port the host alone. */
export function formatHostPort(host: string, port: number | null): string {
  if (port === null) return host;
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
