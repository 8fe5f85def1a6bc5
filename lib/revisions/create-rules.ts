import { randomUUID } from 'node:crypto';
import type { Database } from '@/lib/db/prisma';
import type { RuleDraft } from '@/lib/policy/parse-rule';
import { isNameTaken, toStored } from './item-store';
import { changePolicy, type OnTrial, type RevisionTransaction } from './revision-transaction';
import { placeRule } from './rule-place';
import type { SaveTerms } from './save-terms';

type CreateRulesOutcome =
  | { readonly kind: 'saved'; readonly revision: number; readonly ids: readonly string[] }
  /** The rule with this place in `rules`, from 0, has a name that another one in force has. */
  | { readonly kind: 'name-taken'; readonly at: number }
  | OnTrial;

/** Adds rules at the end of the list, in their order: all of them in one revision, or none. Their names differ from one another. */
export function createRules(db: Database, author: string, rules: readonly RuleDraft[], terms?: SaveTerms): Promise<CreateRulesOutcome> {
  const create = async ({ tx, openRevision }: RevisionTransaction): Promise<CreateRulesOutcome> => {
    for (const [at, { name }] of rules.entries()) {
      if (await isNameTaken(tx, 'rule', name, randomUUID())) return { kind: 'name-taken', at };
    }
    const revision = await openRevision(rules.map(({ name }) => ({ action: 'create', kind: 'rule', name })));
    const ids: string[] = [];
    for (const rule of rules) {
      const itemId = randomUUID();
      const position = await placeRule(tx, revision, { above: null });
      await tx.policyItem.create({
        data: { itemId, kind: 'rule', name: rule.name, position, content: toStored(rule), validFrom: revision },
      });
      ids.push(itemId);
    }
    return { kind: 'saved', revision, ids };
  };
  return changePolicy(db, author, create, terms);
}
