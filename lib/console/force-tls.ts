import type { ForcedTls } from '@/lib/api/contracts/rules';
import { recordEvent } from '@/lib/audit/record-event';
import { type ForceTls, forceTlsRules } from '@/lib/policy/force-tls';
import { createRules } from '@/lib/revisions/create-rules';
import type { SaveTerms } from '@/lib/revisions/save-terms';
import { authorOf, type Caller, demand } from './caller';
import { invalid, Refusal } from './refusal';

/** Adds the rules that force TLS for a domain at the end of the list, in one revision. @throws Refusal */
export async function forceTls(caller: Caller, wish: ForceTls, terms?: SaveTerms): Promise<ForcedTls> {
  demand(caller, 'policy.write');
  const made = forceTlsRules(wish);
  const outcome = await createRules(
    caller.db,
    authorOf(caller),
    made.map(({ rule }) => rule),
    terms,
  );
  if (outcome.kind === 'name-taken') throw invalid([made[outcome.at]?.way ?? 'in', 'name'], 'name.taken');
  if (outcome.kind === 'on-trial') throw new Refusal(outcome);
  const { revision, ids } = outcome;
  for (const [i, { rule }] of made.entries()) {
    await recordEvent(caller.db, authorOf(caller), 'rule.created', { id: ids[i] ?? '', name: rule.name, revision });
  }
  return { revision, ids: [...ids] };
}
