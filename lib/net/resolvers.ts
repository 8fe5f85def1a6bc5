import dns from 'node:dns';
import net from 'node:net';

/** A recursive DNS server. */
export interface Resolver {
  readonly address: string;
  readonly port: number;
}

/**
 * The configured resolvers; without any those of the system.
 * @param configured as DNS_SERVERS: `address:port` or an address alone
 */
export function resolversFrom(configured: readonly string[], system: readonly string[] = dns.getServers()): Resolver[] {
  return (configured.length > 0 ? configured : system).flatMap(toResolver);
}

/** `192.0.2.1`, `192.0.2.1:5353`, `2001:db8::1` or `[2001:db8::1]:5353`. */
function toResolver(server: string): Resolver[] {
  if (net.isIP(server) !== 0) return [{ address: server, port: 53 }];
  const [, address, port] = /^\[?([^[\]]+?)\]?(?::(\d+))?$/.exec(server) ?? [];
  return address === undefined ? [] : [{ address, port: Number(port ?? 53) }];
}
