import type { z } from 'zod';
import type { revisionListSchema } from '@/lib/api/contracts/revisions';
import { type Caller, demand } from './caller';
import { revisionViews } from './show-revision';

const PAGE = 50;

/** A page of the revisions, newest first, below number `before`. */
export async function listRevisions(caller: Caller, before?: number): Promise<z.infer<typeof revisionListSchema>> {
  demand(caller, 'policy.read');
  const rows = await caller.db.policyRevision.findMany({
    where: before === undefined ? {} : { number: { lt: before } },
    orderBy: { number: 'desc' },
    take: PAGE + 1,
  });
  const page = rows.slice(0, PAGE);
  return {
    revisions: await revisionViews(caller, page),
    nextBefore: rows.length > PAGE ? (page.at(-1)?.number ?? null) : null,
  };
}
