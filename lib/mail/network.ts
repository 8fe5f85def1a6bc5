import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { addressBits, networkPrefixes, parseAddress, plainIpv4 } from './network-bits';

/**
 * A client network in canonical text: an address (`192.0.2.7`), a prefix (`192.0.2.0/24`, host bits cleared) or a range
 * (`192.0.2.10-192.0.2.20`), IPv4 or IPv6. Null if it is none of these. IPv4-mapped IPv6 is written as IPv4.
 */
export function toNetwork(text: string): string | null {
  const bare = text.trim();
  if (bare.includes('/')) return toPrefix(bare);
  const [first, last, ...rest] = bare.split('-').map(parseAddress);
  if (first === undefined || first === null || last === null || rest.length > 0) return null;
  if (last === undefined) return first.toString();
  return first.kind() === last.kind() && isInOrder(first.toByteArray(), last.toByteArray()) ? `${first}-${last}` : null;
}

function toPrefix(text: string): string | null {
  const [base = '', length = '', ...rest] = text.split('/');
  if (rest.length === 0 && isCanonicalIpv4Prefix(base, length)) return text;
  const address = parseAddress(base);
  if (address === null || rest.length > 0 || !/^\d{1,3}$/.test(length)) return null;
  const bits = address.kind() === 'ipv4' && base.includes(':') ? Number(length) - 96 : Number(length);
  const octets = address.toByteArray();
  if (bits < 0 || bits > octets.length * 8) return null;
  return `${ipaddr.fromByteArray(octets.map((octet, i) => octet & fixedBits(bits - 8 * i)))}/${bits}`;
}

/** As most are written, and all that are stored: of 100,000 rules each may have one, and the library takes many times as long. */
function isCanonicalIpv4Prefix(base: string, length: string): boolean {
  const bits = plainIpv4(base);
  return bits !== null && /^(\d|[12]\d|3[0-2])$/.test(length) && !bits.includes('1', 1 + Number(length));
}

/** Of an octet of which so many of its bits are fixed, or more than all, or less than none. */
function fixedBits(bits: number): number {
  return bits >= 8 ? 0xff : bits <= 0 ? 0 : (0xff << (8 - bits)) & 0xff;
}

function isInOrder(first: readonly number[], last: readonly number[]): boolean {
  const at = first.findIndex((octet, i) => octet !== last[i]);
  return at === -1 || (first[at] ?? 0) < (last[at] ?? 0);
}

/**
 * Prepares networks (canonical text) once; the result tells whether an address is in one of them. IPv4-mapped IPv6 counts as IPv4. What is
 * no address is in none.
 */
export function networkMatcher(networks: readonly string[]): (address: string) => boolean {
  const prefixes = new Set(networks.flatMap(networkPrefixes));
  const lengths = [...new Set([...prefixes].map(({ length }) => length))];
  return (text) => {
    const bits = addressBits(text);
    return bits !== null && lengths.some((length) => prefixes.has(bits.slice(0, length)));
  };
}

/** A network as an administrator types it; the issue's message is `network.invalid`. */
export const networkSchema = z.string().transform((text, context) => {
  const network = toNetwork(text);
  if (network !== null) return network;
  context.addIssue({ code: 'custom', message: 'network.invalid' });
  return z.NEVER;
});
