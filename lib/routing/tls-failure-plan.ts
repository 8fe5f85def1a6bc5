import type { CertificateCheck, TlsDemand } from '@/lib/mail/tls-level';
import type { TlsFailure } from '@/lib/policy/tls-failure';
import { hostsHop, type NextHop } from './next-hop';

/** What to do where a next hop does not meet the demand. */
export type TlsFailurePlan =
  | { readonly next: 'retry' | 'return' }
  | { readonly next: 'other-route'; readonly nextHop: NextHop; readonly demand: TlsDemand };

/** Another route is under the same demand, and where that names the certificate of the first one, under its own counterpart of it. */
export function tlsFailurePlan(failure: TlsFailure, demand: TlsDemand): TlsFailurePlan {
  // Nothing is demanded that could fail.
  if (!('check' in demand)) return { next: 'retry' };
  if (failure.next !== 'other-route') return failure;
  const { hosts, encryption, sha256 } = failure;
  const other: TlsDemand = { ...demand, startsWith: encryption, check: checkOfOther(demand.check, sha256) };
  return { next: 'other-route', nextHop: hostsHop(hosts, other), demand: other };
}

/**
 * What another host's certificate must prove in place of the one that the check is about. Never of a lower level.
 * @param sha256 of that host's certificate; null if none is known
 */
export function checkOfOther(check: CertificateCheck, sha256: string | null): CertificateCheck {
  if (check.kind === 'dane') return check;
  if (sha256 !== null) return { kind: 'fingerprint', sha256 };
  return check.kind === 'name' ? { kind: 'trusted-and-host-name' } : check;
}
