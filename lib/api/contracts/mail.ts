import { z } from 'zod';
import { TLS_LEVELS } from '@/lib/mail/tls-level';
import { STAGES } from '@/lib/policy/stages';

export const RECIPIENT_STATES = [
  'refused',
  'discarded',
  'redirected',
  'pending',
  'active',
  'deferred',
  'held',
  'delivered',
  'bounced',
  'expired',
  'deleted',
] as const;
export const recipientStateSchema = z.enum(RECIPIENT_STATES);

export const conditionTraceViewSchema = z.object({
  sentence: z.string(),
  outcome: z.enum(['true', 'false', 'open', 'unknown']),
  saw: z.string(),
});
export const ruleTraceViewSchema = z.object({
  ruleId: z.string(),
  name: z.string(),
  order: z.int(),
  mode: z.enum(['enforce', 'monitor']),
  outcome: z.enum(['true', 'false', 'open', 'unknown']),
  /** In words, in the reader's language: "matched and refused the mail", "would have refused the mail (monitor)". */
  summary: z.string(),
  conditions: z.array(conditionTraceViewSchema),
});
export const decisionViewSchema = z.object({
  revision: z.int(),
  stage: z.enum(STAGES),
  /** "Accepted by the basic settings", "Refused by rule 1 'x'". */
  summary: z.string(),
  rules: z.array(ruleTraceViewSchema),
});
export type DecisionView = z.infer<typeof decisionViewSchema>;

/** GET /messages?query=&outcome=&rule=&cursor= : newest first, 50 a page. */
const messageSummarySchema = z.object({
  id: z.string(),
  receivedAt: z.iso.datetime(),
  clientIp: z.string(),
  tlsVersion: z.string().nullable(),
  /** By this gateway itself, a DSN or a notification: there was no client, and nothing to encrypt. */
  writtenHere: z.boolean(),
  sender: z.string(),
  recipients: z.array(z.object({ address: z.string(), state: recipientStateSchema })),
  accepted: z.boolean(),
  reply: z.string(),
  size: z.int().nullable(),
  decidedBy: z.object({ ruleId: z.string(), name: z.string() }).nullable(),
  /** Names of monitored rules that would have decided otherwise. */
  wouldHave: z.array(z.string()),
});
export type MessageSummary = z.infer<typeof messageSummarySchema>;
export const messageListSchema = z.object({ messages: z.array(messageSummarySchema), nextCursor: z.string().nullable() });
export type MessageList = z.infer<typeof messageListSchema>;

const tlsDemandViewSchema = z.object({ sentence: z.string(), level: z.string() });
export const tlsAchievedViewSchema = z.object({
  level: z.enum(TLS_LEVELS),
  version: z.string().nullable(),
  cipher: z.string().nullable(),
  /** Of the key exchange, `x25519`; null also where it was not recorded. */
  group: z.string().nullable().default(null),
  certificate: z
    .object({
      subject: z.string(),
      issuer: z.string(),
      names: z.array(z.string()),
      notBefore: z.string(),
      notAfter: z.string(),
      sha256: z.string(),
      key: z
        .object({ kind: z.enum(['RSA', 'EC']), bits: z.int() })
        .nullable()
        .default(null),
    })
    .nullable(),
});
export const attemptViewSchema = z.object({
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  outcome: z.enum(['delivered', 'deferred', 'bounced']),
  reason: z.string().nullable(),
  nextHop: z.string(),
  address: z.string().nullable(),
  demanded: tlsDemandViewSchema,
  achieved: tlsAchievedViewSchema.nullable(),
  /** What became of the demand; `none`: there was none. */
  demand: z.enum(['none', 'met', 'not-met']),
  detail: z.string(),
  decidedBy: z.array(z.object({ ruleId: z.string(), name: z.string(), order: z.int(), setting: z.string() })),
  /** Rules that were true besides: monitored, or after others; `settings`: what each would have set. */
  matched: z.array(
    z.object({
      ruleId: z.string(),
      name: z.string(),
      order: z.int(),
      mode: z.enum(['enforce', 'monitor']),
      settings: z.array(z.string()),
    }),
  ),
});

/** What an administrator did with a recipient in the queue: the actions of the page Queue. */
const queueEventSchema = z.object({ at: z.iso.datetime(), by: z.string(), action: z.string() });

/** GET /messages/{id} */
export const messageDetailSchema = messageSummarySchema.omit({ recipients: true }).extend({
  listener: z.string(),
  clientPort: z.int(),
  ehloName: z.string(),
  tlsCipher: z.string().nullable(),
  authenticatedUser: z.string().nullable(),
  stage: z.enum(STAGES),
  subject: z.string().nullable(),
  messageIdHeader: z.string().nullable(),
  /** Of a DSN of ours: the queue id of the message that it reports on. */
  reportsOn: z.string().nullable(),
  /** The DSNs that its sender got. */
  reports: z.array(z.object({ id: z.string(), receivedAt: z.iso.datetime() })),
  decision: decisionViewSchema.nullable(),
  recipients: z.array(
    z.object({
      id: z.string(),
      address: z.string(),
      state: recipientStateSchema,
      reply: z.string(),
      relayed: z.boolean(),
      /** When the network of the client had first tried to reach it from this sender; null if no rule asked. */
      firstSeen: z.iso.datetime().nullable(),
      /** What rules changed in the message for this recipient, in words. */
      changes: z.array(z.string()),
      decision: decisionViewSchema.nullable(),
      nextAttemptAt: z.iso.datetime().nullable(),
      expiresAt: z.iso.datetime().nullable(),
      finishedAt: z.iso.datetime().nullable(),
      lastError: z.string().nullable(),
      attempts: z.array(attemptViewSchema),
      actions: z.array(queueEventSchema),
    }),
  ),
});
export type MessageDetail = z.infer<typeof messageDetailSchema>;
