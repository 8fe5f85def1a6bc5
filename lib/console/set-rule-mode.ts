import type { Saved } from '@/lib/api/contracts/rules';
import type { RuleMode } from '@/lib/policy/rule';
import type { SaveTerms } from '@/lib/revisions/save-terms';
import type { Caller } from './caller';
import { saveRule } from './save-rule';
import { showRule } from './show-rule';

/** Switches a rule that the caller has seen in `version` to Enforce, Monitor or Disabled. @throws Refusal */
export async function setRuleMode(caller: Caller, id: string, mode: RuleMode, version: string, terms?: SaveTerms): Promise<Saved> {
  const { rule } = await showRule(caller, id);
  return saveRule(caller, id, { ...rule, mode }, version, terms);
}
