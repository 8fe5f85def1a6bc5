import ipaddr from 'ipaddr.js';
import { z } from 'zod';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** From `first` to `last`, both included, both of one family. */
interface Range {
  readonly first: Address;
  readonly last: Address;
}

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
  return first.kind() === last.kind() && compareAddresses(first, last) <= 0 ? `${first.toString()}-${last.toString()}` : null;
}

function toPrefix(text: string): string | null {
  const [base = '', length = '', ...rest] = text.split('/');
  const address = parseAddress(base);
  if (address === null || rest.length > 0 || !/^\d{1,3}$/.test(length)) return null;
  const bits = address.kind() === 'ipv4' && base.includes(':') ? Number(length) - 96 : Number(length);
  if (bits < 0 || bits > address.toByteArray().length * 8) return null;
  const family = address.kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6;
  return `${family.networkAddressFromCIDR(`${address.toString()}/${bits}`).toString()}/${bits}`;
}

/** Only the usual notations: ipaddr.js would also read `10` and `0x7f.1` as IPv4 addresses. */
function parseAddress(text: string): Address | null {
  const bare = text.trim();
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) return ipaddr.IPv4.parse(bare);
  return bare.includes(':') && !bare.includes('%') && ipaddr.IPv6.isValid(bare) ? ipaddr.process(bare) : null;
}

function compareAddresses(a: Address, b: Address): number {
  const left = a.toByteArray();
  const right = b.toByteArray();
  const at = left.findIndex((byte, i) => byte !== right[i]);
  return at === -1 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}

/**
 * Prepares networks (canonical text) once; the result tells whether an address is in one of them. IPv4-mapped IPv6 counts as IPv4. What is
 * no address is in none.
 */
export function networkMatcher(networks: readonly string[]): (address: string) => boolean {
  const singles = new Set(networks.filter((network) => !/[/-]/.test(network)));
  const ranges = networks.filter((network) => /[/-]/.test(network)).map(toRange);
  return (text) => {
    if (singles.has(text)) return true;
    const address = parseAddress(text);
    if (address === null) return false;
    return singles.has(address.toString()) || ranges.some((range) => range !== null && contains(range, address));
  };
}

function toRange(network: string): Range | null {
  if (network.includes('/')) {
    const family = network.includes(':') ? ipaddr.IPv6 : ipaddr.IPv4;
    return { first: family.networkAddressFromCIDR(network), last: lastAddress(network) };
  }
  const [first, last] = network.split('-').map(parseAddress);
  return first && last ? { first, last } : null;
}

function lastAddress(prefix: string): Address {
  const [base, bits] = ipaddr.parseCIDR(prefix);
  const bytes = base.toByteArray().map((byte, i) => byte | (0xff >> Math.min(8, Math.max(0, bits - i * 8))));
  return ipaddr.fromByteArray(bytes);
}

function contains({ first, last }: Range, address: Address): boolean {
  return address.kind() === first.kind() && compareAddresses(first, address) <= 0 && compareAddresses(address, last) <= 0;
}

/** A network as an administrator types it; the issue's message is `network.invalid`. */
export const networkSchema = z.string().transform((text, context) => {
  const network = toNetwork(text);
  if (network !== null) return network;
  context.addIssue({ code: 'custom', message: 'network.invalid' });
  return z.NEVER;
});
