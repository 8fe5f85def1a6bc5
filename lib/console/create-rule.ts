import type { Saved } from '@/lib/api/contracts/rules';
import { recordEvent } from '@/lib/audit/record-event';
import type { RuleDraft } from '@/lib/policy/parse-rule';
import { createItem } from '@/lib/revisions/create-item';
import type { SaveTerms } from '@/lib/revisions/save-terms';
import { authorOf, type Caller, demand } from './caller';
import { sealRule } from './seal-passwords';
import { settleSave } from './settle-save';

/** @param before id of the rule that the new one is inserted above; null: at the end. @throws Refusal */
export async function createRule(caller: Caller, rule: RuleDraft, before: string | null, terms?: SaveTerms): Promise<Saved> {
  demand(caller, 'policy.write');
  const content = await sealRule(caller, rule);
  const outcome = await createItem(caller.db, authorOf(caller), { kind: 'rule', content }, { beforeRule: before, terms });
  const saved = await settleSave(outcome, { nameTaken: { path: ['rule', 'name'], code: 'name.taken' } });
  await recordEvent(caller.db, authorOf(caller), 'rule.created', { id: saved.id, name: rule.name, revision: saved.revision });
  return saved;
}
