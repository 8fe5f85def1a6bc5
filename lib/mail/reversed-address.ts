import ipaddr from 'ipaddr.js';

/** The name under which the names of an address stand in the DNS (RFC 1035 3.5, RFC 3596 2.5): `1.2.0.192.in-addr.arpa`. */
export function reverseName(ip: string): string {
  const address = ipaddr.process(ip);
  return `${reversed(address)}.${address.kind() === 'ipv4' ? 'in-addr.arpa' : 'ip6.arpa'}`;
}

/** The name under which an address stands in a DNS block list, if it is listed (RFC 5782 2.1, 2.4): `1.2.0.192.bl.example`. */
export function blockListName(ip: string, zone: string): string {
  return `${reversed(ipaddr.process(ip))}.${zone}`;
}

/** The octets of an IPv4 address, or the nibbles of an IPv6 address, from the last to the first. */
function reversed(address: ipaddr.IPv4 | ipaddr.IPv6): string {
  const bytes = address.toByteArray();
  const parts = address.kind() === 'ipv4' ? bytes.map(String) : bytes.flatMap((byte) => [...byte.toString(16).padStart(2, '0')]);
  return parts.reverse().join('.');
}

/** What a block list says: the addresses that it gives for a client are codes of its own. */
export type BlockListAnswer = 'listed' | 'not-listed' | 'error';

/**
 * Reads the answer of a block list. Listed are only codes in 127.0.0.0/8 (RFC 5782 2.3): any other address comes from a zone that has been
 * given up, or from a resolver that makes answers up. 127.255.255.0/24 is an error, as that the list does not answer this resolver.
 */
export function readBlockListAnswer(addresses: readonly string[]): BlockListAnswer {
  if (addresses.some((address) => address.startsWith('127.255.255.'))) return 'error';
  return addresses.some((address) => address.startsWith('127.')) ? 'listed' : 'not-listed';
}
