import type { RuleView } from '@/lib/api/contracts/rules';
import type { Caller } from './caller';
import { listRules } from './list-rules';
import { Refusal } from './refusal';

/** One rule in force. The rules above it are read too: they can hold its answer back. @throws Refusal */
export async function showRule(caller: Caller, id: string): Promise<RuleView> {
  const rule = (await listRules(caller)).rules.find((each) => each.id === id);
  if (rule === undefined) throw new Refusal({ kind: 'not-found' });
  return rule;
}
