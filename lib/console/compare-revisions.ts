import type { Difference } from '@/lib/api/contracts/revisions';
import { describeDifference } from '@/lib/policy/difference/describe-difference';
import { policyDifference } from '@/lib/policy/difference/policy-difference';
import { latestRevision } from '@/lib/revisions/latest-revision';
import { loadPolicy } from '@/lib/revisions/load-policy';
import type { Caller } from './caller';
import { showRevision } from './show-revision';

/** What changed from one revision to another, in the caller's words. @throws Refusal, StoredPolicyError */
export async function compareRevisions(caller: Caller, from: number, to: number): Promise<Difference> {
  const [earlier, later] = await Promise.all([showRevision(caller, from), showRevision(caller, to)]);
  const [before, after, current] = await Promise.all([loadPolicy(caller.db, from), loadPolicy(caller.db, to), latestRevision(caller.db)]);
  const changes = describeDifference(policyDifference(before, after), caller.locale);
  return {
    from: earlier,
    to: later,
    current: current ?? 0,
    changes: changes.map(({ facets, ...change }) => ({
      ...change,
      facets: facets.map(({ label, lines }) => ({ label, lines: [...lines] })),
    })),
  };
}
