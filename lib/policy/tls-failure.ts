import { z } from 'zod';
import { hostsSchema } from './host-list';
import { fingerprintSchema } from './relay-target';

/**
 * What becomes of mail when a next hop does not meet the TLS that is demanded of it. None of it sends with less: another route has no
 * certificate check or TLS profile of its own, but those of the demand, and starts with TLS.
 */
export const tlsFailureSchema = z.discriminatedUnion(
  'next',
  [
    /** Tried again until the message expires. */
    z.object({ next: z.literal('retry') }),
    /** Returned to the sender by the attempt that fails so. */
    z.object({ next: z.literal('return') }),
    /** Tried over these hosts in the same attempt; where they do not take it either, tried again. */
    z.object({
      next: z.literal('other-route'),
      hosts: hostsSchema,
      encryption: z.enum(['implicit', 'starttls'], 'value.invalid').default('implicit'),
      /** Of their certificate, where the demand names another one. */
      sha256: fingerprintSchema.nullish().transform((sha256) => sha256 ?? null),
    }),
  ],
  'value.invalid',
);
export type TlsFailure = z.output<typeof tlsFailureSchema>;
