import ipaddr from 'ipaddr.js';

export interface NetworkBreadth {
  readonly network: string;
  /** Everybody on the Internet / more public addresses than one organisation has / neither. */
  readonly kind: 'everybody' | 'wide' | 'ordinary';
  /** How many addresses it covers. */
  readonly addresses: bigint;
}

/** An IPv4 /16, an IPv6 /32: what a large organisation may own. */
const ORDINARY_BITS = { ipv4: 16, ipv6: 96 } as const;
const ADDRESS_BITS = { ipv4: 32, ipv6: 128 } as const;
/** Half of all addresses are as good as all of them: 0.0.0.0/1 and 128.0.0.0/1 together are everybody. */
const EVERYBODY_BITS = { ipv4: 31, ipv6: 125 } as const;
const PRIVATE_RANGES = new Set(['private', 'loopback', 'linkLocal', 'uniqueLocal', 'carrierGradeNat']);

/** How wide a network (canonical text of lib/mail/network.ts) is, as a danger to relay for. Private networks are ordinary whatever their size. */
export function networkBreadth(network: string): NetworkBreadth {
  const [first, last] = boundsOf(network);
  if (first === null || last === null) return { network, kind: 'ordinary', addresses: 0n };
  const family = first.kind();
  const addresses = numberOf(last) - numberOf(first) + 1n;
  const isPrivate = PRIVATE_RANGES.has(first.range()) && first.range() === last.range();
  const kind =
    addresses >= 1n << BigInt(EVERYBODY_BITS[family])
      ? 'everybody'
      : !isPrivate && addresses > 1n << BigInt(ORDINARY_BITS[family])
        ? 'wide'
        : 'ordinary';
  return { network, kind, addresses };
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

function boundsOf(network: string): readonly [Address | null, Address | null] {
  try {
    if (network.includes('/')) {
      const [base, bits] = ipaddr.parseCIDR(network);
      const size = 1n << BigInt(ADDRESS_BITS[base.kind()] - bits);
      const first = numberOf(base);
      return [base, addressOf(first + size - 1n, base.kind())];
    }
    const [from, to] = network.split('-').map((part) => ipaddr.parse(part));
    return [from ?? null, to ?? from ?? null];
  } catch {
    return [null, null];
  }
}

function numberOf(address: Address): bigint {
  return address.toByteArray().reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function addressOf(value: bigint, family: keyof typeof ADDRESS_BITS): Address {
  const bytes = Array.from({ length: ADDRESS_BITS[family] / 8 }, (_, i) =>
    Number((value >> BigInt(ADDRESS_BITS[family] - 8 * (i + 1))) & 0xffn),
  );
  return ipaddr.fromByteArray(bytes);
}
