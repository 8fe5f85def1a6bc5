import { z } from 'zod';

/** What a policy test expects and what would be instead, or is now, in the reader's language. */
export const testOutcomeSchema = z.object({
  expected: z.string(),
  now: z.string(),
  /** Those of the verdict and the routing; none where the Basic Settings, or who may relay, decided. */
  rules: z.array(z.object({ ruleId: z.string(), name: z.string(), order: z.int() })),
});

/** The problem `breaks-tests` (422): nothing was saved. Send the ids of `tests` as `acknowledge` to save anyway. */
export const brokenTestsSchema = z.object({
  code: z.literal('breaks-tests'),
  tests: z.array(testOutcomeSchema.extend({ id: z.uuid(), name: z.string() })),
});
export type BrokenTests = z.infer<typeof brokenTestsSchema>;
