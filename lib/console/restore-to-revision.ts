import type { z } from 'zod';
import type { revisionInForceSchema } from '@/lib/api/contracts/revisions';
import { recordEvent } from '@/lib/audit/record-event';
import { restoreRevision } from '@/lib/revisions/restore-revision';
import type { SaveTerms } from '@/lib/revisions/save-terms';
import { authorOf, type Caller, demand } from './caller';
import { Refusal } from './refusal';

/** Brings revision `target` back as a new one. `seen`: the revision in force that the caller has compared it with. @throws Refusal, StoredPolicyError */
export async function restoreToRevision(
  caller: Caller,
  target: number,
  seen: number,
  terms: SaveTerms,
): Promise<z.infer<typeof revisionInForceSchema>> {
  demand(caller, 'policy.write');
  const outcome = await restoreRevision(caller.db, authorOf(caller), { target, seen, terms });
  switch (outcome.kind) {
    case 'restored':
      await recordEvent(caller.db, authorOf(caller), 'revision.restored', { restored: target, revision: outcome.revision });
      return { revision: outcome.revision };
    case 'conflict':
      throw new Refusal({ kind: 'conflict', current: null });
    case 'not-found':
      throw new Refusal({ kind: 'not-found' });
    case 'on-trial':
      throw new Refusal(outcome);
  }
}
