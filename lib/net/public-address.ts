import { networkMatcher } from '@/lib/mail/network';

/** Unicast addresses of the whole internet: all of IPv4, and what IANA has given out of IPv6. Embeddings of IPv4 (NAT64, ::/96) are outside. */
const GLOBAL = networkMatcher(['0.0.0.0/0', '2000::/3']);

/** What is not, or does not lead to one host of the internet (the IANA registries of special-purpose addresses, RFC 6890). */
const SPECIAL = networkMatcher([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // A public address behind which a cloud answers its own hosts.
  '168.63.129.16',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
]);

/** Whether it is an address of the public internet: not this host, no private or local network, no group. Also for IPv4 in IPv6 (`::ffff:…`). */
export function isPublicAddress(address: string): boolean {
  return GLOBAL(address) && !SPECIAL(address);
}
