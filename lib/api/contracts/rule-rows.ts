import { z } from 'zod';
import { RULE_MODES } from '@/lib/policy/rule';
import { EFFECT_KINDS } from '@/lib/policy/rule-summary';
import { STAGES } from '@/lib/policy/stages';

/** A rule as the list shows it: without its parts. */
const ruleRowSchema = z.object({
  id: z.uuid(),
  /** As in ruleViewSchema. */
  version: z.uuid(),
  order: z.int(),
  name: z.string(),
  mode: z.enum(RULE_MODES),
  /** The two clauses of its sentence, in the reader's language. */
  conditions: z.string(),
  actions: z.string(),
  comment: z.string(),
  /** Values of its lists that the sentence leaves out, for whoever searches them. */
  further: z.string(),
  effect: z.enum(EFFECT_KINDS),
  /** Those of the picker that its parts come from: `conditions.delivery`, `actions.relay`. */
  categories: z.array(z.string()),
  stage: z.enum(STAGES),
  warning: z.string().nullable(),
});
export type RuleRow = z.infer<typeof ruleRowSchema>;

/** GET /rules/rows?first= */
export const ruleRowsSchema = z.object({ revision: z.int(), total: z.int(), rows: z.array(ruleRowSchema) });
export type RuleRows = z.infer<typeof ruleRowsSchema>;
