import { z } from 'zod';
import { isErrorCode } from '@/lib/i18n/error-text';
import { CATALOGUE, type Catalogue } from './catalogue';
import type { ParameterRecord } from './conditions/definition';
import { itemNameSchema } from './item-name';
import { MATCH_MODES, RULE_MODES } from './rule';
import { ruleProblems } from './rule-problems';

/** ISO 8601 in UTC, to the millisecond: instants in this one form compare as text. */
export const instantSchema = z.iso.datetime({ error: 'instant.invalid', abort: true }).transform((text) => {
  const [seconds = '', fraction = ''] = text.replace('Z', '').split('.');
  return `${seconds}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
});

/**
 * A rule without its id, as the editor and the API send it and as it is stored. Every condition and action is parsed by its own entry of
 * the catalogue into canonical form; a rule that can never match or never act is refused. Issues carry a key of
 * `lib/i18n/messages/errors.ts` as message and the path of the field that is to be corrected.
 */
export const ruleDraftSchema = ruleDraftSchemaFor(CATALOGUE);
export type RuleDraft = z.output<typeof ruleDraftSchema>;

export function ruleDraftSchemaFor(catalogue: Catalogue) {
  const condition = z
    .object({
      kind: z.literal('condition'),
      condition: z.string(),
      negated: z.boolean('value.invalid').default(false),
      parameters: z.record(z.string(), z.unknown()),
    })
    .transform((node, context) => ({
      ...node,
      parameters: parseParameters(catalogue.conditions.get(node.condition), node.parameters, 'condition', context),
    }));
  const group = z.object({
    kind: z.literal('group'),
    match: z.enum(MATCH_MODES, 'value.invalid'),
    conditions: z.array(condition).min(1, 'group.empty').max(100, 'list.too-long'),
  });
  const action = z.object({ action: z.string(), parameters: z.record(z.string(), z.unknown()) }).transform((node, context) => ({
    ...node,
    parameters: parseParameters(catalogue.actions.get(node.action), node.parameters, 'action', context),
  }));
  return z
    .object({
      name: itemNameSchema,
      mode: z.enum(RULE_MODES, 'value.invalid'),
      match: z.enum(MATCH_MODES, 'value.invalid'),
      conditions: z.array(z.discriminatedUnion('kind', [condition, group], 'value.invalid')).max(100, 'list.too-long'),
      actions: z.array(action).min(1, 'actions.empty').max(50, 'list.too-long'),
      stop: z.boolean('value.invalid').default(false),
      comment: z.string().trim().max(2000, 'text.too-long').default(''),
      activeFrom: instantSchema.nullable().default(null),
      activeUntil: instantSchema.nullable().default(null),
    })
    .superRefine((rule, context) => {
      for (const { path, code } of ruleProblems(rule, catalogue)) context.addIssue({ code: 'custom', path, message: code });
    });
}

type Context = z.core.$RefinementCtx;

/** By the entry's own schema; its issues get the path within the condition or action. */
function parseParameters(
  entry: { readonly parameters: z.ZodType<ParameterRecord> } | undefined,
  raw: ParameterRecord,
  what: 'condition' | 'action',
  context: Context,
): ParameterRecord {
  if (entry === undefined) {
    context.addIssue({ code: 'custom', path: [what], message: `${what}.unknown` });
    return z.NEVER;
  }
  const parsed = entry.parameters.safeParse(raw);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    context.addIssue({ code: 'custom', path: ['parameters', ...issue.path], message: codeOf(issue) });
  }
  return z.NEVER;
}

/** Entries of the catalogue give a key as message; what is left is a missing or wholly different value. */
function codeOf(issue: z.core.$ZodIssue): string {
  if (isErrorCode(issue.message)) return issue.message;
  return issue.code === 'invalid_type' && issue.input === undefined ? 'value.missing' : 'value.invalid';
}
