import { z } from 'zod';
import { localDomainDraftSchema, localDomainSchema } from '@/lib/policy/local-domain';

export const localDomainViewSchema = localDomainSchema.extend({ version: z.uuid() });
export type LocalDomainView = z.infer<typeof localDomainViewSchema>;
/** GET /domains */
export const localDomainListSchema = z.object({ revision: z.int(), domains: z.array(localDomainViewSchema) });
/** PUT /domains/{id}; POST /domains takes localDomainDraftSchema; DELETE /domains/{id}?version=... */
export const updateLocalDomainSchema = z.object({ domain: localDomainDraftSchema, version: z.uuid() });
