import { z } from 'zod';
import { checkDraft, checkRuleList } from '@/lib/console/check-rules';
import { createRule } from '@/lib/console/create-rule';
import { deleteRule } from '@/lib/console/delete-rule';
import { duplicateRule } from '@/lib/console/duplicate-rule';
import { explainDraft } from '@/lib/console/explain-draft';
import { forceTls } from '@/lib/console/force-tls';
import { listRuleRows } from '@/lib/console/list-rule-rows';
import { listRules } from '@/lib/console/list-rules';
import { reorderRule } from '@/lib/console/reorder-rule';
import { listRuleHits, showRuleHits } from '@/lib/console/rule-hits';
import { saveRule } from '@/lib/console/save-rule';
import { setRuleMode } from '@/lib/console/set-rule-mode';
import { showRule } from '@/lib/console/show-rule';
import { PLAIN_SAVE } from '@/lib/revisions/save-terms';
import { HIT_SPANS, MOST_RULES_AT_ONCE, ruleHistorySchema, ruleHitsSchema } from '../contracts/rule-hits';
import { ruleRowsSchema } from '../contracts/rule-rows';
import {
  createRuleSchema,
  deletionSchema,
  explanationSchema,
  forcedTlsSchema,
  forceTlsRequestSchema,
  moveRuleSchema,
  ruleChecksSchema,
  ruleListSchema,
  ruleViewSchema,
  savedSchema,
  setRuleModeSchema,
  unsavedRuleSchema,
  updateRuleSchema,
} from '../contracts/rules';
import { defineRoute } from '../route';

const parameters = z.object({ id: z.uuid() });

export const listRulesRoute = defineRoute({
  method: 'GET',
  path: '/rules',
  summary: 'The acceptance / routing rules in force, in their order',
  input: {},
  answer: ruleListSchema,
  run: (caller) => listRules(caller),
});

export const listRuleRowsRoute = defineRoute({
  method: 'GET',
  path: '/rules/rows',
  summary: 'The rule list as it is shown: names, sentences and modes without the parts; all of it or the `first` rules',
  input: { query: z.object({ first: z.coerce.number('value.invalid').pipe(z.int('value.invalid').min(1, 'value.invalid')).optional() }) },
  answer: ruleRowsSchema,
  run: (caller, { query }) => listRuleRows(caller, query),
});

export const createRuleRoute = defineRoute({
  method: 'POST',
  path: '/rules',
  summary: 'Add a rule, above another one or at the end',
  input: { body: createRuleSchema },
  answer: savedSchema,
  status: 201,
  run: (caller, { body: { rule, before, ...terms } }) => createRule(caller, rule, before, terms),
});

export const showRuleRoute = defineRoute({
  method: 'GET',
  path: '/rules/{id}',
  summary: 'One rule in force',
  input: { parameters },
  answer: ruleViewSchema,
  run: (caller, { parameters: { id } }) => showRule(caller, id),
});

export const saveRuleRoute = defineRoute({
  method: 'PUT',
  path: '/rules/{id}',
  summary: 'Replace a rule; 409 with the one in force when `version` is an earlier one',
  input: { parameters, body: updateRuleSchema },
  answer: savedSchema,
  run: (caller, { parameters: { id }, body: { rule, version, ...terms } }) => saveRule(caller, id, rule, version, terms),
});

export const deleteRuleRoute = defineRoute({
  method: 'DELETE',
  path: '/rules/{id}',
  summary: 'Delete a rule; 409 when `version` is an earlier one',
  input: { parameters, query: deletionSchema },
  answer: savedSchema,
  run: (caller, { parameters: { id }, query: { version, acknowledge } }) => deleteRule(caller, id, version, { ...PLAIN_SAVE, acknowledge }),
});

export const duplicateRuleRoute = defineRoute({
  method: 'POST',
  path: '/rules/{id}/duplicate',
  summary: 'Copy a rule to the place below it, disabled',
  input: { parameters },
  answer: savedSchema,
  status: 201,
  run: (caller, { parameters: { id } }) => duplicateRule(caller, id),
});

export const moveRuleRoute = defineRoute({
  method: 'POST',
  path: '/rules/{id}/move',
  summary: 'Make a rule number `order` of the list',
  input: { parameters, body: moveRuleSchema },
  answer: savedSchema,
  run: (caller, { parameters: { id }, body }) => reorderRule(caller, id, body.order, { ...PLAIN_SAVE, acknowledge: body.acknowledge }),
});

export const setRuleModeRoute = defineRoute({
  method: 'POST',
  path: '/rules/{id}/mode',
  summary: 'Enforce, monitor or disable a rule; 409 when `version` is an earlier one',
  input: { parameters, body: setRuleModeSchema },
  answer: savedSchema,
  run: (caller, { parameters: { id }, body }) =>
    setRuleMode(caller, id, body.mode, body.version, { ...PLAIN_SAVE, acknowledge: body.acknowledge }),
});

export const forceTlsRoute = defineRoute({
  method: 'POST',
  path: '/rules/force-tls',
  summary: 'Add the rules that force TLS for mail from a domain, to it, or both, in one revision',
  input: { body: forceTlsRequestSchema },
  answer: forcedTlsSchema,
  status: 201,
  run: (caller, { body: { note, confirmWithin, acknowledge, ...wish } }) => forceTls(caller, wish, { note, confirmWithin, acknowledge }),
});

export const checkRulesRoute = defineRoute({
  method: 'GET',
  path: '/rules/checks',
  summary: 'What is doubtful about the rule list; with `addresses=true` DNS is asked, too, whether each relay host has an address',
  input: { query: z.object({ addresses: z.enum(['true', 'false'], 'value.invalid').default('false') }) },
  answer: ruleChecksSchema,
  run: (caller, { query }) => checkRuleList(caller, { addresses: query.addresses === 'true' }),
});

export const checkDraftRoute = defineRoute({
  method: 'POST',
  path: '/rules/checks',
  summary: 'What would be doubtful about a rule in the list, without saving it',
  input: { body: unsavedRuleSchema },
  answer: ruleChecksSchema,
  run: (caller, { body }) => checkDraft(caller, body.rule, body.id),
});

const listedIds = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.uuid('value.invalid')).max(MOST_RULES_AT_ONCE, 'list.too-long'));

export const listRuleHitsRoute = defineRoute({
  method: 'GET',
  path: '/rules/hits',
  summary: 'How often rules were judged, matched and decided in the last 7 days; `ids` separated by commas',
  input: { query: z.object({ ids: listedIds }) },
  answer: ruleHitsSchema,
  run: (caller, { query }) => listRuleHits(caller, query.ids),
});

export const showRuleHitsRoute = defineRoute({
  method: 'GET',
  path: '/rules/{id}/hits',
  summary: 'How often a rule was judged, matched and decided, hour by hour, in the last 1, 7, 30 or 90 days',
  input: {
    parameters,
    query: z.object({
      days: z.coerce
        .number()
        .pipe(z.literal([...HIT_SPANS], 'value.invalid'))
        .default(7),
    }),
  },
  answer: ruleHistorySchema,
  run: (caller, { parameters: { id }, query }) => showRuleHits(caller, id, query.days),
});

export const explainDraftRoute = defineRoute({
  method: 'POST',
  path: '/rules/explanations',
  summary: 'What a rule would do in the list, and at which stage it would answer, without saving it',
  input: { body: unsavedRuleSchema },
  answer: explanationSchema,
  run: (caller, { body }) => explainDraft(caller, body.rule, body.id),
});
