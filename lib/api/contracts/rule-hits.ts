import { z } from 'zod';

/** The spans of GET /rules/{id}/hits, in days. Counts are kept for 90 days. */
export const HIT_SPANS = [1, 7, 30, 90] as const;
export type HitSpan = (typeof HIT_SPANS)[number];

/** How many rules GET /rules/hits answers for at once. */
export const MOST_RULES_AT_ONCE = 200;

const countsSchema = z.object({
  /** Final decisions in which the rule was true or false. A rule for one domain is only asked about mail of that domain. */
  judged: z.int(),
  matched: z.int(),
  /** It decided something; in Monitor mode: would have. */
  decided: z.int(),
});

/** What became of a rule while it was enforced, and while it was monitored. */
const bothModesSchema = z.object({ enforce: countsSchema, monitor: countsSchema });

/** GET /rules/hits?ids= : the last 7 days of up to 200 rules. */
export const ruleHitsSchema = z.object({
  /** When the first of the `matches` begins; each is of 6 hours. */
  since: z.iso.datetime(),
  rules: z.array(
    bothModesSchema.extend({
      id: z.uuid(),
      /** How often it matched in either mode, oldest first. */
      matches: z.array(z.int()),
    }),
  ),
});
export type RuleHits = z.infer<typeof ruleHitsSchema>;
export type HitsOfRule = RuleHits['rules'][number];

/** GET /rules/{id}/hits?days= */
export const ruleHistorySchema = z.object({
  since: z.iso.datetime(),
  total: bothModesSchema,
  /** Oldest first; hours in which the rule was never judged are left out. */
  hours: z.array(bothModesSchema.extend({ hour: z.iso.datetime() })),
});
export type RuleHistory = z.infer<typeof ruleHistorySchema>;
