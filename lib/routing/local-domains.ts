import type { CompiledPolicy } from '@/lib/policy/compile';
import type { LocalDomain } from '@/lib/policy/local-domain';

/**
 * The local domain that an envelope recipient belongs to. Null for every other domain: those under a local domain are not local.
 * @param domain canonical (lib/mail/domain.ts); null for the bare `postmaster`, whom every host must know (RFC 5321 4.5.1): the first local
 * domain takes that mail
 */
export function findLocalDomain(compiled: CompiledPolicy, domain: string | null): LocalDomain | null {
  return (domain === null ? compiled.policy.localDomains[0] : compiled.localDomains.get(domain)) ?? null;
}
