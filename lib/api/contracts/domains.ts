import { z } from 'zod';
import { localDomainDraftSchema, localDomainSchema } from '@/lib/policy/local-domain';
import { saveTermsSchema } from '@/lib/revisions/save-terms';

export const localDomainViewSchema = localDomainSchema.extend({ version: z.uuid() });
export type LocalDomainView = z.infer<typeof localDomainViewSchema>;
/** GET /domains */
export const localDomainListSchema = z.object({ revision: z.int(), domains: z.array(localDomainViewSchema) });
/** POST /domains */
export const createLocalDomainSchema = localDomainDraftSchema.extend(saveTermsSchema.shape);
/** PUT /domains/{id}; DELETE /domains/{id}?version=... takes no body. */
export const updateLocalDomainSchema = saveTermsSchema.extend({ domain: localDomainDraftSchema, version: z.uuid() });
