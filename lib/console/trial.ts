import type { z } from 'zod';
import type { revisionInForceSchema, TrialView } from '@/lib/api/contracts/revisions';
import { latestRevision } from '@/lib/revisions/latest-revision';
import { settleOpenTrial } from '@/lib/revisions/settle-trial';
import { openTrial } from '@/lib/revisions/trial';
import { authorOf, type Caller, demand } from './caller';
import { Refusal } from './refusal';

/** What is on trial, and for how long. @throws Refusal */
export async function showTrial(caller: Caller): Promise<TrialView> {
  demand(caller, 'policy.read');
  const [trial, last] = await Promise.all([openTrial(caller.db), latestRevision(caller.db)]);
  if (trial === null) return { trial: null };
  const { revision, revertTo, author, deadline, secondsLeft } = trial;
  return {
    trial: {
      ...{ revision, revertTo, author },
      last: last ?? revision,
      own: author === authorOf(caller),
      deadline: deadline.toISOString(),
      secondsLeft: Math.max(0, secondsLeft),
    },
  };
}

/** Confirms what is on trial, or takes it back at once. Whoever may change the policy may do so. @throws Refusal */
export async function settleTrial(
  caller: Caller,
  outcome: 'confirmed' | 'taken-back',
  last: number,
): Promise<z.infer<typeof revisionInForceSchema>> {
  demand(caller, 'policy.write');
  const settled = await settleOpenTrial(caller.db, authorOf(caller), { outcome, seen: last });
  if (settled.kind === 'settled') return { revision: settled.revision };
  throw new Refusal(settled.kind === 'conflict' ? { kind: 'conflict', current: null } : { kind: 'not-found' });
}
