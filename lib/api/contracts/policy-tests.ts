import { z } from 'zod';
import { policyTestSchema } from '@/lib/acceptance/policy-test';
import { testOutcomeSchema } from './broken-tests';

const policyTestViewSchema = z.object({
  id: z.uuid(),
  version: z.int(),
  test: policyTestSchema,
  isMet: z.boolean(),
  outcome: testOutcomeSchema,
  changedAt: z.iso.datetime(),
  changedBy: z.string(),
});
export type PolicyTestView = z.infer<typeof policyTestViewSchema>;
/** GET /policy-tests */
export const policyTestListSchema = z.object({ revision: z.int(), tests: z.array(policyTestViewSchema) });

/** POST /policy-tests takes policyTestSchema. PUT /policy-tests/{id}; DELETE /policy-tests/{id}?version=... takes no body. */
export const updatePolicyTestSchema = z.object({ test: policyTestSchema, version: z.int('value.invalid') });
export const savedTestSchema = z.object({ id: z.uuid(), version: z.int() });
