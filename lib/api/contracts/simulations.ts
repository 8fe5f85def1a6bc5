import { z } from 'zod';
import { expectedOutcomeSchema } from '@/lib/acceptance/expected-outcome';
import { exampleMailSchema } from '@/lib/policy/example-mail';
import { ruleDraftSchema } from '@/lib/policy/parse-rule';
import { STAGES } from '@/lib/policy/stages';
import { decisionViewSchema } from './mail';

/** A rule that has not been saved: in the place of the rule `id`; a new one (`id` null) above the rule `before`, or at the end. */
const draftedRuleSchema = z.object({ id: z.uuid().nullable(), rule: ruleDraftSchema, before: z.uuid().nullable().default(null) });

/**
 * POST /simulations. Without a draft the policy in force is asked. With `lookUp` the DNS is asked as a session would, instead of taking what
 * `mail.results` says; not for DKIM and DMARC, since there is no message.
 */
export const simulationRequestSchema = z.object({
  mail: exampleMailSchema,
  draft: draftedRuleSchema.nullable().default(null),
  lookUp: z.boolean().default(false),
});
export type SimulationRequest = z.output<typeof simulationRequestSchema>;

const simulatedStepSchema = z.object({
  stage: z.enum(STAGES),
  /** Null where the answer concerns all. */
  recipient: z.string().nullable(),
  /** As it stands on the wire; null where nothing is said and the mail goes on. */
  reply: z.string().nullable(),
  /** What rules let the gateway say beside a reply: the banner, the extensions after EHLO. */
  says: z.array(z.string()),
  refused: z.boolean(),
  /** Null where no rule was asked. */
  decision: decisionViewSchema.nullable(),
});

const simulatedRecipientSchema = z.object({
  address: z.string(),
  fate: z.enum(['refused', 'put-off', 'discarded', 'redirected', 'held', 'delivered']),
  reply: z.string(),
  /** What rules would change in the message for this recipient, in words. */
  changes: z.array(z.string()),
  delivery: z
    .object({
      /** In words; null where nobody can tell. */
      nextHop: z.string().nullable(),
      demand: z.object({ sentence: z.string(), level: z.string() }).nullable(),
      /** What is to be done beside that, in words. */
      notes: z.array(z.string()),
      /** Why nobody can tell. */
      problem: z.string().nullable(),
      decision: decisionViewSchema,
    })
    .nullable(),
  /** What a policy test expects that keeps it so; null of what nobody can tell. */
  expectation: expectedOutcomeSchema.nullable(),
});
export type SimulatedRecipientView = z.infer<typeof simulatedRecipientSchema>;

/** What the mail would be answered, in the order of the session, and what becomes of each recipient. */
export const simulationViewSchema = z.object({
  steps: z.array(simulatedStepSchema),
  recipients: z.array(simulatedRecipientSchema),
  /** Whom rules would tell about it, in words. */
  notifications: z.array(z.string()),
});
export type SimulationView = z.infer<typeof simulationViewSchema>;
