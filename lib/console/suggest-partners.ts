import { forcesTls } from '@/lib/acceptance/forces-tls';
import type { SuggestionList, SuggestionQuery } from '@/lib/api/contracts/suggestions';
import { compilePolicy } from '@/lib/policy/compile';
import { observedPartners } from '@/lib/queue/observed-partners';
import { loadPolicy } from '@/lib/revisions/load-policy';
import { type Caller, demand } from './caller';

const DAY_MS = 24 * 3_600_000;
const LOOKED_AT = 1000;

/** The domains with which all mail went over TLS although nothing forces it. @throws Refusal, StoredPolicyError */
export async function suggestPartners(caller: Caller, { days, least }: SuggestionQuery): Promise<SuggestionList> {
  demand(caller, 'policy.read');
  demand(caller, 'mail.read');
  const now = new Date();
  const [policy, partners] = await Promise.all([
    loadPolicy(caller.db),
    observedPartners(caller.replayPool, { since: new Date(now.getTime() - days * DAY_MS), least, limit: LOOKED_AT }),
  ]);
  const compiled = compilePolicy(policy);
  const suggestions = partners
    .filter(({ domain }) => !compiled.localDomains.has(domain))
    .filter(({ domain, direction }) => !forcesTls(compiled, domain, direction, now.toISOString()))
    .map(({ firstSeen, lastSeen, tlsVersions, ...partner }) => ({
      ...partner,
      tlsVersions: [...tlsVersions],
      firstSeen: firstSeen.toISOString(),
      lastSeen: lastSeen.toISOString(),
    }));
  return { suggestions };
}
