import { z } from 'zod';
import { domainSchema } from '@/lib/mail/domain';
import { relayTargetSchema } from './relay-target';

/** A domain that this gateway accepts mail for, and where its mail is delivered. */
export const localDomainSchema = z.object({
  id: z.uuid(),
  domain: domainSchema,
  deliverTo: relayTargetSchema,
});
export type LocalDomain = z.infer<typeof localDomainSchema>;

/** A local domain without its id, as it is sent and stored. */
export const localDomainDraftSchema = localDomainSchema.omit({ id: true });
export type LocalDomainDraft = z.infer<typeof localDomainDraftSchema>;
