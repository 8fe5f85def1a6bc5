import { z } from 'zod';
import { CHECK_NAMES, SEVERITIES } from '@/lib/policy/checks/definition';
import { forceTlsSchema } from '@/lib/policy/force-tls';
import { ruleDraftSchema } from '@/lib/policy/parse-rule';
import { STAGES } from '@/lib/policy/stages';
import { acknowledgeSchema, saveTermsSchema } from '@/lib/revisions/save-terms';

/** What a rule does, and when. */
export const explanationSchema = z.object({
  /** Stage at which the rule's verdict is given at the earliest and latest; `relay` for a rule that only routes. */
  stage: z.enum(STAGES),
  /** Why it answers at that stage, and what is wrong with that, if anything. */
  reason: z.string(),
  warning: z.string().nullable(),
  /** Sentence in the reader's language: "Sender domain is ... and the connection is not encrypted -> reject 550 5.7.10". */
  conditions: z.string(),
  actions: z.string(),
});

export const ruleViewSchema = z.object({
  id: z.uuid(),
  /** Changes with each save of this rule; sent back with an update, so that nobody overwrites another's change unseen. */
  version: z.uuid(),
  /** From 1, in the order of the list. */
  order: z.int(),
  rule: ruleDraftSchema,
  explanation: explanationSchema,
  hits24h: z.int(),
  wouldHits24h: z.int(),
  changedAt: z.iso.datetime(),
  changedBy: z.string(),
});
export type RuleView = z.infer<typeof ruleViewSchema>;

export const ruleListSchema = z.object({ revision: z.int(), rules: z.array(ruleViewSchema) });
export type RuleList = z.infer<typeof ruleListSchema>;

/** POST /rules. `before`: id of the rule that it is inserted above; null: at the end. */
export const createRuleSchema = saveTermsSchema.extend({ rule: ruleDraftSchema, before: z.uuid().nullable().default(null) });
/** PUT /rules/{id}. A `version` that is no longer in force is answered 409 with the current rule in `current`. */
export const updateRuleSchema = saveTermsSchema.extend({ rule: ruleDraftSchema, version: z.uuid() });
/** POST /rules/{id}/move. `order` from 1. */
export const moveRuleSchema = acknowledgeSchema.extend({ order: z.int('order.invalid').min(1, 'order.invalid') });
/** POST /rules/{id}/mode. */
export const setRuleModeSchema = acknowledgeSchema.extend({ mode: z.enum(['enforce', 'monitor', 'disabled']), version: z.uuid() });
/** POST /rules/{id}/duplicate and DELETE /rules/{id}?version=... take no body. */
export const deletionSchema = z.object({
  version: z.uuid(),
  /** Ids of the policy tests that may break, commas between them. */
  acknowledge: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter((id) => id !== ''))
    .pipe(z.array(z.uuid('value.invalid')).max(10_000, 'list.too-long')),
});
export const savedSchema = z.object({ revision: z.int(), id: z.uuid(), version: z.uuid() });
export type Saved = z.infer<typeof savedSchema>;

/** POST /rules/force-tls */
export const forceTlsRequestSchema = z.intersection(forceTlsSchema, saveTermsSchema);
/** Its answer: the ids of the rules that were added, in their order. */
export const forcedTlsSchema = z.object({ revision: z.int(), ids: z.array(z.uuid()) });
export type ForcedTls = z.infer<typeof forcedTlsSchema>;

const findingViewSchema = z.object({
  check: z.enum(CHECK_NAMES),
  severity: z.enum(SEVERITIES),
  /** One plain sentence in the reader's language. */
  text: z.string(),
  /** The rules concerned; the first is the one to be changed. A new rule that is only checked has an id that stands for nothing. */
  rules: z.array(z.object({ id: z.uuid(), name: z.string() })).min(1),
  /** The form that puts it right: POST /rules/force-tls. */
  forceTls: z.object({ domain: z.string(), direction: z.enum(['in', 'out']) }).nullable(),
});

/** GET and POST /rules/checks. */
export const ruleChecksSchema = z.object({ findings: z.array(findingViewSchema) });
export type RuleChecks = z.infer<typeof ruleChecksSchema>;

/** POST /rules/checks and /rules/explanations. `id`: the rule that the draft would replace; null: a new one at the end. */
export const unsavedRuleSchema = z.object({ rule: ruleDraftSchema, id: z.uuid().nullable().default(null) });
