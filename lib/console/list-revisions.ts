import { REVISIONS_PER_PAGE, type RevisionList } from '@/lib/api/contracts/revisions';
import { latestRevision } from '@/lib/revisions/latest-revision';
import { type Caller, demand } from './caller';
import { revisionViews } from './show-revision';

/** A page of the revisions, newest first, below number `before`. @throws Refusal */
export async function listRevisions(caller: Caller, before?: number): Promise<RevisionList> {
  demand(caller, 'policy.read');
  const [rows, current] = await Promise.all([
    caller.db.policyRevision.findMany({
      where: before === undefined ? {} : { number: { lt: before } },
      orderBy: { number: 'desc' },
      take: REVISIONS_PER_PAGE + 1,
    }),
    latestRevision(caller.db),
  ]);
  const page = rows.slice(0, REVISIONS_PER_PAGE);
  return {
    revisions: await revisionViews(caller, page),
    nextBefore: rows.length > REVISIONS_PER_PAGE ? (page.at(-1)?.number ?? null) : null,
    current: current ?? 0,
  };
}
