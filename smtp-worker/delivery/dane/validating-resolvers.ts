import dns from 'node:dns';
import net from 'node:net';
import type { Resolver } from './ask-resolver';

/**
 * The resolvers whose AD bit is believed: those that were configured, which must validate; without any those of the system that are on this
 * machine, since anyone on the way to another could set the bit. Empty: DANE cannot be used.
 *
 * @param configured as DNS_SERVERS: `address:port` or an address alone
 */
export function validatingResolvers(configured: readonly string[], system: readonly string[] = dns.getServers()): Resolver[] {
  return configured.length > 0 ? configured.flatMap(toResolver) : system.flatMap(toResolver).filter(isOnThisMachine);
}

/** `192.0.2.1`, `192.0.2.1:5353`, `2001:db8::1` or `[2001:db8::1]:5353`. */
function toResolver(server: string): Resolver[] {
  if (net.isIP(server) !== 0) return [{ address: server, port: 53 }];
  const [, address, port] = /^\[?([^[\]]+?)\]?(?::(\d+))?$/.exec(server) ?? [];
  return address === undefined ? [] : [{ address, port: Number(port ?? 53) }];
}

function isOnThisMachine({ address }: Resolver): boolean {
  return address.startsWith('127.') || address === '::1';
}
