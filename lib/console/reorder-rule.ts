import type { Saved } from '@/lib/api/contracts/rules';
import { recordEvent } from '@/lib/audit/record-event';
import { moveRule } from '@/lib/revisions/move-rule';
import type { SaveTerms } from '@/lib/revisions/save-terms';
import { authorOf, type Caller, demand } from './caller';
import { Refusal } from './refusal';

/** Makes a rule number `order` of the list, from 1. @throws Refusal */
export async function reorderRule(caller: Caller, id: string, order: number, terms?: SaveTerms): Promise<Saved> {
  demand(caller, 'policy.write');
  const outcome = await moveRule(caller.db, authorOf(caller), { id, order }, terms);
  if (outcome.kind === 'not-found') throw new Refusal({ kind: 'not-found' });
  if (outcome.kind === 'on-trial') throw new Refusal(outcome);
  const { revision, version } = outcome;
  await recordEvent(caller.db, authorOf(caller), 'rule.moved', { id, order, revision });
  return { revision, id, version };
}
