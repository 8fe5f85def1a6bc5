import { z } from 'zod';
import type { CatalogueView } from '@/lib/api/contracts/catalogue';
import type { Locale } from '@/lib/i18n/locales';
import type { Action } from '@/lib/policy/actions/definition';
import { ACTIONS, CONDITIONS } from '@/lib/policy/catalogue';
import type { Condition } from '@/lib/policy/conditions/definition';
import { type Caller, demand } from './caller';

/** All conditions and actions that rules can be made of, for whoever writes rules by program. */
export function showCatalogue(caller: Caller): CatalogueView {
  demand(caller, 'policy.read');
  return {
    conditions: CONDITIONS.map((condition) => ({ ...entry(condition, caller.locale), settlesAt: condition.settlesAt })),
    actions: ACTIONS.map((action) => ({ ...entry(action, caller.locale), sets: action.sets })),
  };
}

function entry({ id, category, text, parameters, examples, initial }: Condition | Action, locale: Locale) {
  const { $schema: _, ...schema } = z.toJSONSchema(parameters, { io: 'input', unrepresentable: 'any' });
  const { label, help } = text[locale];
  return { id, category, label, help, parameters: schema, example: examples[0]?.parameters ?? initial };
}
