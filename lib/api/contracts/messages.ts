import { z } from 'zod';
import { MESSAGE_OUTCOMES, parseMessageSearch } from '@/lib/mail/message-search';

export const MESSAGE_SPANS = ['hour', 'day', 'week', 'month'] as const;

const instantSchema = z.iso.datetime({ offset: true, message: 'instant.invalid' });

/** GET /messages, /messages/count and /messages/export: which transactions are meant. What is left out does not matter. */
export const messageFilterShape = {
  /** An address, a domain (those below it count too), an IP address or network, a queue id, a Message-ID, or `<>` for the null sender. */
  query: z
    .string()
    .max(998, 'text.too-long')
    .refine((text) => parseMessageSearch(text) !== null, 'search.invalid')
    .optional(),
  outcome: z.enum(MESSAGE_OUTCOMES, 'value.invalid').optional(),
  /** Whether the client's connection was encrypted. */
  tls: z.enum(['yes', 'no'], 'value.invalid').optional(),
  /** Id of a rule that was true. */
  rule: z.uuid('value.invalid').optional(),
  from: instantSchema.optional(),
  until: instantSchema.optional(),
  /** In place of `from`: the last hour, day, 7 days or 30 days. */
  last: z.enum(MESSAGE_SPANS, 'value.invalid').optional(),
};
const messageFilterSchema = z.object(messageFilterShape);
export type MessageFilterQuery = z.infer<typeof messageFilterSchema>;

/** GET /messages/count: `more` if there are more than `count`. */
export const messageCountSchema = z.object({ count: z.int(), more: z.boolean() });
export type MessageCount = z.infer<typeof messageCountSchema>;
