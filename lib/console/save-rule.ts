import type { Saved } from '@/lib/api/contracts/rules';
import { recordEvent } from '@/lib/audit/record-event';
import type { RuleDraft } from '@/lib/policy/parse-rule';
import type { SaveTerms } from '@/lib/revisions/save-terms';
import { updateItem } from '@/lib/revisions/update-item';
import { authorOf, type Caller, demand } from './caller';
import { sealRule } from './seal-passwords';
import { settleSave } from './settle-save';
import { showRule } from './show-rule';

/** Replaces a rule that the caller has seen in `version`. @throws Refusal */
export async function saveRule(caller: Caller, id: string, rule: RuleDraft, version: string, terms?: SaveTerms): Promise<Saved> {
  demand(caller, 'policy.write');
  const content = await sealRule(caller, rule);
  const outcome = await updateItem(caller.db, authorOf(caller), { id, version, draft: { kind: 'rule', content }, terms });
  const saved = await settleSave(outcome, {
    nameTaken: { path: ['rule', 'name'], code: 'name.taken' },
    current: () => showRule(caller, id),
  });
  await recordEvent(caller.db, authorOf(caller), 'rule.changed', { id, name: rule.name, revision: saved.revision });
  return saved;
}
