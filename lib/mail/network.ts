import ipaddr from 'ipaddr.js';
import { z } from 'zod';

/**
 * A client network in canonical text: an address (`192.0.2.7`), a prefix (`192.0.2.0/24`, host bits cleared) or a range
 * (`192.0.2.10-192.0.2.20`), IPv4 or IPv6. Null if it is none of these.
 */
export function toNetwork(text: string): string | null {
  const bare = text.trim();
  try {
    if (bare.includes('/')) {
      const [address, bits] = ipaddr.parseCIDR(bare);
      const family = address.kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6;
      return `${family.networkAddressFromCIDR(bare).toString()}/${bits}`;
    }
    const [first, last, ...rest] = bare.split('-').map((part) => ipaddr.parse(part.trim()));
    if (first === undefined || rest.length > 0) return null;
    if (last === undefined) return first.toString();
    return first.kind() === last.kind() && compareAddresses(first, last) <= 0 ? `${first.toString()}-${last.toString()}` : null;
  } catch {
    return null;
  }
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

function compareAddresses(a: Address, b: Address): number {
  const left = a.toByteArray();
  const right = b.toByteArray();
  const at = left.findIndex((byte, i) => byte !== right[i]);
  return at === -1 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}

/** Prepares networks (canonical text) once; the result tells whether an address is in one of them. IPv4-mapped IPv6 counts as IPv4. */
export function networkMatcher(networks: readonly string[]): (address: string) => boolean {
  const tests = networks.map(oneNetwork);
  return (text) => {
    if (!ipaddr.isValid(text)) return false;
    const address = ipaddr.process(text);
    return tests.some((test) => test(address));
  };
}

function oneNetwork(network: string): (address: Address) => boolean {
  if (network.includes('/')) {
    const [base, bits] = ipaddr.parseCIDR(network);
    return (address) => address.kind() === base.kind() && address.match(base, bits);
  }
  const [from, to] = network.split('-').map((part) => ipaddr.parse(part));
  return (address) =>
    from !== undefined &&
    address.kind() === from.kind() &&
    compareAddresses(from, address) <= 0 &&
    compareAddresses(address, to ?? from) <= 0;
}

/** A network as an administrator types it; the issue's message is `network.invalid`. */
export const networkSchema = z.string().transform((text, context) => {
  const network = toNetwork(text);
  if (network !== null) return network;
  context.addIssue({ code: 'custom', message: 'network.invalid' });
  return z.NEVER;
});
