import { z } from 'zod';
import type { CompiledPolicy } from '@/lib/policy/compile';
import { type ExampleMail, exampleMailSchema, factsOfExample, recipientsOfExample } from '@/lib/policy/example-mail';
import { instantSchema } from '@/lib/policy/parse-rule';
import { type ActualOutcome, actualOutcomes } from './actual-outcome';
import { expectedOutcomeSchema, isMet } from './expected-outcome';
import { type SimulatedMail, simulate } from './simulate';

/** A mail and what must become of it. */
export const policyTestSchema = z.object({
  name: z.string('value.invalid').trim().min(1, 'name.empty').max(200, 'text.too-long'),
  /** `time` null: whenever the test is run. */
  mail: exampleMailSchema.extend({ time: instantSchema.nullable() }),
  expected: expectedOutcomeSchema,
});
export type PolicyTest = z.output<typeof policyTestSchema>;

export interface PolicyTestResult {
  readonly isMet: boolean;
  /** Of the first recipient that fares otherwise than it must; of the first, if none does. */
  readonly actual: ActualOutcome;
}

/** @param now for a test at no fixed time: ISO 8601 in UTC with milliseconds */
export function runPolicyTest(compiled: CompiledPolicy, { mail, expected }: Omit<PolicyTest, 'name'>, now: string): PolicyTestResult {
  const outcomes = actualOutcomes(simulate(compiled, exampleAsMail(compiled, { ...mail, time: mail.time ?? now })));
  const [first] = outcomes;
  if (first === undefined) throw new Error('An example mail has a recipient.');
  const wrong = outcomes.find((actual) => !isMet(expected, actual));
  return { isMet: wrong === undefined, actual: wrong ?? first };
}

/** A mail that somebody imagines, as it would come in. */
export function exampleAsMail(compiled: CompiledPolicy, mail: ExampleMail): SimulatedMail {
  return {
    facts: factsOfExample(mail, compiled),
    implicitTls: mail.encryption === 'implicit',
    recipients: recipientsOfExample(mail),
  };
}
