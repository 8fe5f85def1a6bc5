import { createHash } from 'node:crypto';
import { addressBits } from '@/lib/mail/network-bits';

/** Who tries to reach whom. */
export interface Triplet {
  readonly clientIp: string;
  /** Null for the null sender. */
  readonly sender: string | null;
  readonly recipient: string;
}

/** Servers of one provider take turns within such a network. */
const NETWORK_BITS = { '4': 24, '6': 64 };

/**
 * The key under which a triplet is remembered: equal for all clients of one network (/24 with IPv4, /64 with IPv6). A digest has the same
 * length for all addresses, and the table does not tell who writes to whom.
 */
export function tripletKey({ clientIp, sender, recipient }: Triplet): Buffer {
  const bits = addressBits(clientIp) ?? clientIp;
  const network = bits.slice(0, 1 + (bits.startsWith('4') ? NETWORK_BITS['4'] : NETWORK_BITS['6']));
  return createHash('sha256')
    .update(JSON.stringify([network, sender, recipient]))
    .digest();
}
