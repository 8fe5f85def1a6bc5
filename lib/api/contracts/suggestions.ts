import { z } from 'zod';

/** Over how many days up to now partners must have used TLS alone. */
export const SUGGESTION_DAYS = [7, 30, 90] as const;

export const suggestionQuerySchema = z.object({
  days: z.coerce
    .number()
    .pipe(z.literal([...SUGGESTION_DAYS], 'value.invalid'))
    .default(30),
  /** Messages from or to a domain from which on an agreement is worth it. */
  least: z.coerce
    .number('number.invalid')
    .pipe(z.int('number.invalid').min(1, 'number.too-small').max(1_000_000, 'number.too-large'))
    .default(10),
});
export type SuggestionQuery = z.output<typeof suggestionQuerySchema>;

const suggestionSchema = z.object({
  domain: z.string(),
  /** `in`: for mail from the domain; `out`: for mail relayed to it. As GET /acceptance-routing/force-tls fills them in. */
  direction: z.enum(['in', 'out']),
  /** Accepted from there, or delivered there, in the span; all of them over TLS. */
  messages: z.int(),
  firstSeen: z.iso.datetime(),
  lastSeen: z.iso.datetime(),
  /** Most messages first. */
  tlsVersions: z.array(z.object({ version: z.string(), messages: z.int() })),
  /** Messages for which the certificate of the other side was verified. */
  verified: z.int(),
});
export type Suggestion = z.infer<typeof suggestionSchema>;

/** GET /suggestions */
export const suggestionListSchema = z.object({ suggestions: z.array(suggestionSchema) });
export type SuggestionList = z.infer<typeof suggestionListSchema>;
