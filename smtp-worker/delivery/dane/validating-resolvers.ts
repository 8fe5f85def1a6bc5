import { type Resolver, resolversFrom } from '@/lib/net/resolvers';

/**
 * The resolvers whose AD bit is believed: those that were configured, which must validate; without any those of the system that are on this
 * machine, since anyone on the way to another could set the bit. Empty: DANE cannot be used.
 *
 * @param configured as DNS_SERVERS: `address:port` or an address alone
 */
export function validatingResolvers(configured: readonly string[], system?: readonly string[]): Resolver[] {
  const resolvers = resolversFrom(configured, system);
  return configured.length > 0 ? resolvers : resolvers.filter(isOnThisMachine);
}

function isOnThisMachine({ address }: Resolver): boolean {
  return address.startsWith('127.') || address === '::1';
}
