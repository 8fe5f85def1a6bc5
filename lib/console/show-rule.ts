import type { RuleView } from '@/lib/api/contracts/rules';
import { answerStage } from '@/lib/policy/answer-stage';
import { type Caller, demand } from './caller';
import { hitsOfDay } from './hits-of-day';
import { ruleView } from './list-rules';
import { Refusal } from './refusal';
import { rulesInForce } from './rules-in-force';

/** One rule in force. The rules above it are read too: they can hold its answer back. @throws Refusal */
export async function showRule(caller: Caller, id: string): Promise<RuleView> {
  demand(caller, 'policy.read');
  const items = await rulesInForce(caller.db);
  const place = items.findIndex((each) => each.id === id);
  const item = items[place];
  if (item === undefined) throw new Refusal({ kind: 'not-found' });
  const above = items.slice(0, place).map(({ rule }) => rule);
  const hits = (await hitsOfDay(caller.db, id)).get(id);
  return ruleView(item, { order: place + 1, answer: answerStage(item.rule, above), hits, locale: caller.locale });
}
