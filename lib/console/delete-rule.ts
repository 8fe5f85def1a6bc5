import type { Saved } from '@/lib/api/contracts/rules';
import { recordEvent } from '@/lib/audit/record-event';
import { deleteItem } from '@/lib/revisions/delete-item';
import type { SaveTerms } from '@/lib/revisions/save-terms';
import { authorOf, type Caller, demand } from './caller';
import { settleSave } from './settle-save';
import { showRule } from './show-rule';

/** Deletes a rule that the caller has seen in `version`. @throws Refusal */
export async function deleteRule(caller: Caller, id: string, version: string, terms?: SaveTerms): Promise<Saved> {
  demand(caller, 'policy.write');
  const outcome = await deleteItem(caller.db, authorOf(caller), { kind: 'rule', id, version }, terms);
  const saved = await settleSave(outcome, { current: () => showRule(caller, id) });
  await recordEvent(caller.db, authorOf(caller), 'rule.deleted', { id, revision: saved.revision });
  return saved;
}
