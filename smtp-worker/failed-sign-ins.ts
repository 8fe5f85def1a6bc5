import { LRUCache } from 'lru-cache';
import { addressBits } from '@/lib/mail/network-bits';

/** Wrong passwords of one client, and milliseconds from the first of them on until they are forgotten. */
const MOST = 10;
const FORGOTTEN_AFTER = 10 * 60 * 1000;
/** Clients that are remembered; of more, those that have not failed for longest are forgotten. */
const MOST_CLIENTS = 10_000;
/** Whoever has an IPv6 address mostly has such a network. */
const IPV6_BITS = 64;

/** Wrong passwords by client, so that guessing on many connections is no quicker than on one. Of this worker alone. */
export class FailedSignIns {
  private readonly failures: LRUCache<string, number>;

  constructor(now: () => Date) {
    const perf = { now: () => now().getTime() };
    this.failures = new LRUCache({ max: MOST_CLIENTS, ttl: FORGOTTEN_AFTER, ttlResolution: 0, noUpdateTTL: true, perf });
  }

  /** Whether the client has to wait before its next password is looked at. */
  tooMany(ip: string): boolean {
    return (this.failures.get(clientOf(ip)) ?? 0) >= MOST;
  }

  note(ip: string): void {
    const client = clientOf(ip);
    this.failures.set(client, (this.failures.get(client) ?? 0) + 1);
  }
}

function clientOf(ip: string): string {
  const bits = addressBits(ip) ?? ip;
  return bits.startsWith('6') ? bits.slice(0, 1 + IPV6_BITS) : bits;
}
