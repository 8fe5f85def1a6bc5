import ipaddr from 'ipaddr.js';

/** A single address in canonical text, of either family; IPv4-mapped IPv6 counts as IPv4. Only the usual notations: no `10`, no `0x7f.1`. */
export function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const bare = text.trim();
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) return ipaddr.IPv4.parse(bare);
  return bare.includes(':') && !bare.includes('%') && ipaddr.IPv6.isValid(bare) ? ipaddr.process(bare) : null;
}

/**
 * Addresses and networks as text of binary digits: `4` or `6` for the family, then the bits that are fixed. So a network contains an address,
 * or another network, exactly where its text is the beginning of the other's.
 */
export function addressBits(text: string): string | null {
  const address = parseAddress(text);
  if (address === null) return null;
  let bits = address.kind() === 'ipv4' ? '4' : '6';
  for (const octet of address.toByteArray()) bits += OCTETS[octet] ?? '';
  return bits;
}

const OCTETS = Array.from({ length: 256 }, (_, octet) => octet.toString(2).padStart(8, '0'));

/** The prefixes that together are exactly this network, in canonical text (network.ts): several for most ranges. */
export function networkPrefixes(network: string): string[] {
  const [base = '', length] = network.split('/');
  const [first = null, last = first] = base.split('-').map(addressBits);
  if (first === null || last === null) return [];
  return length === undefined ? cover(first.slice(0, 1), first, last) : [first.slice(0, 1 + Number(length))];
}

function cover(prefix: string, first: string, last: string): string[] {
  if (first === last) return [first];
  const lowest = prefix.padEnd(first.length, '0');
  const highest = prefix.padEnd(first.length, '1');
  if (highest < first || last < lowest) return [];
  if (first <= lowest && highest <= last) return [prefix];
  return [...cover(`${prefix}0`, first, last), ...cover(`${prefix}1`, first, last)];
}
