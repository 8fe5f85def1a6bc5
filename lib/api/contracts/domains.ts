import { z } from 'zod';
import { localDomainSchema } from '@/lib/policy/local-domain';

export const localDomainInputSchema = localDomainSchema.omit({ id: true });
export type LocalDomainInput = z.infer<typeof localDomainInputSchema>;
export const localDomainViewSchema = localDomainSchema.extend({ version: z.uuid() });
export type LocalDomainView = z.infer<typeof localDomainViewSchema>;
/** GET /domains */
export const localDomainListSchema = z.object({ revision: z.int(), domains: z.array(localDomainViewSchema) });
/** PUT /domains/{id}; POST /domains takes localDomainInputSchema; DELETE /domains/{id}?version=... */
export const updateLocalDomainSchema = z.object({ domain: localDomainInputSchema, version: z.uuid() });
