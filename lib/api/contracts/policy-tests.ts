import { z } from 'zod';
import { policyTestSchema } from '@/lib/acceptance/policy-test';

/** A rule that decided, by its place in the list now. */
const decidingRuleSchema = z.object({ ruleId: z.string(), name: z.string(), order: z.int() });

/** A test that is not met: of `breaks-tests` by the policy as it would be, else by the policy in force. In the reader's language. */
const testOutcomeSchema = z.object({
  expected: z.string(),
  now: z.string(),
  /** Those of the verdict and the routing; none where the Basic Settings, or who may relay, decided. */
  rules: z.array(decidingRuleSchema),
});

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

/** The member `tests` of the problem `breaks-tests` (409): send their ids as `acknowledge` to save anyway. */
export const brokenTestsSchema = z.object({
  tests: z.array(z.object({ id: z.uuid(), name: z.string() }).extend(testOutcomeSchema.shape)),
});
export type BrokenTests = z.infer<typeof brokenTestsSchema>;
