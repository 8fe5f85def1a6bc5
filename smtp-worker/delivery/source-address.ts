import net from 'node:net';
import { type Failure, forNow } from './failure';

// Ours to put right in every case: mail waits, and says which address was set.

/** Whether an address can be connected to from a local one: both are IPv4 or both IPv6. */
export function isReachableFrom(sourceAddress: string | null, address: string): boolean {
  return sourceAddress === null || net.isIP(sourceAddress) === net.isIP(address);
}

export function otherFamily(nextHop: string, sourceAddress: string): Failure {
  const family = net.isIPv6(sourceAddress) ? 'IPv6' : 'IPv4';
  return forNow(
    'source-address-unusable',
    '4.3.5',
    `${nextHop} has no ${family} address, but mail to it is to leave from ${sourceAddress}.`,
  );
}

export function addressMissing(sourceAddress: string): Failure {
  return forNow('source-address-unusable', '4.3.5', `This machine does not have the address ${sourceAddress} that mail is to leave from.`);
}
