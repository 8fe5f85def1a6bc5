import ipaddr from 'ipaddr.js';

/** A single address in canonical text, of either family; IPv4-mapped IPv6 counts as IPv4. Only the usual notations: no `10`, no `0x7f.1`. */
export function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const bare = text.trim();
  // Apart by the colon: the library throws an error for each address of the other family, and catches it.
  if (bare.includes(':')) return !bare.includes('%') && ipaddr.IPv6.isValid(bare) ? ipaddr.process(bare) : null;
  return ipaddr.IPv4.isValidFourPartDecimal(bare) ? ipaddr.IPv4.parse(bare) : null;
}

/**
 * Addresses and networks as text of binary digits: `4` or `6` for the family, then the bits that are fixed. So a network contains an address,
 * or another network, exactly where its text is the beginning of the other's.
 */
export function addressBits(text: string): string | null {
  const bits = text.includes(':') ? plainIpv6(text) : plainIpv4(text);
  if (bits !== null) return bits;
  const address = parseAddress(text);
  if (address === null) return null;
  const family = address.kind() === 'ipv4' ? '4' : '6';
  return (
    family +
    address
      .toByteArray()
      .map((octet) => OCTETS.get(String(octet)))
      .join('')
  );
}

const OCTETS = new Map(Array.from({ length: 256 }, (_, octet) => [String(octet), octet.toString(2).padStart(8, '0')]));
const DIGITS = new Map([...'0123456789abcdef'].map((digit, value) => [digit, value.toString(2).padStart(4, '0')]));

// Addresses as they are usually written. Each decision reads the client's, and the library takes many times as long; it has the rest.

/** The binary digits of an IPv4 address in canonical text; null for all else. */
export function plainIpv4(text: string): string | null {
  const octets = text.split('.');
  if (octets.length !== 4) return null;
  let bits = '4';
  for (const octet of octets) {
    const known = OCTETS.get(octet);
    if (known === undefined) return null;
    bits += known;
  }
  return bits;
}

const MAPPED = `6${'0'.repeat(80)}${'1'.repeat(16)}`;

function plainIpv6(text: string): string | null {
  const [head = '', tail = null, ...more] = text.split('::');
  const [first, last] = [bitsOfGroups(head), tail === null ? '' : bitsOfGroups(tail)];
  if (first === null || last === null || more.length > 0) return null;
  const missing = 128 - first.length - last.length;
  if (tail === null ? missing !== 0 : missing < 16) return null;
  const bits = `6${first}${'0'.repeat(missing)}${last}`;
  return bits.startsWith(MAPPED) ? null : bits;
}

function bitsOfGroups(text: string): string | null {
  if (text === '') return '';
  let bits = '';
  for (const group of text.split(':')) {
    if (group === '' || group.length > 4) return null;
    bits += '0'.repeat(16 - 4 * group.length);
    for (const digit of group) {
      const known = DIGITS.get(digit);
      if (known === undefined) return null;
      bits += known;
    }
  }
  return bits;
}

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
