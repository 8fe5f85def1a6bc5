import type { z } from 'zod';
import { type PolicyTest, type PolicyTestResult, runPolicyTest } from '@/lib/acceptance/policy-test';
import type { BrokenTests } from '@/lib/api/contracts/broken-tests';
import type { PolicyTestView, policyTestListSchema, savedTestSchema } from '@/lib/api/contracts/policy-tests';
import { recordEvent } from '@/lib/audit/record-event';
import type { Locale } from '@/lib/i18n/locales';
import { compilePolicy } from '@/lib/policy/compile';
import type { BrokenTest } from '@/lib/revisions/broken-tests';
import { loadPolicy } from '@/lib/revisions/load-policy';
import { createPolicyTest, deletePolicyTest, loadPolicyTests, type TestSaveOutcome, updatePolicyTest } from '@/lib/revisions/policy-tests';
import { authorOf, type Caller, demand } from './caller';
import { actualInWords, expectedInWords } from './outcome-in-words';
import { type InvalidValue, invalid, Refusal } from './refusal';

/** All tests with what the policy in force makes of them. @throws Refusal, StoredPolicyError */
export async function listPolicyTests(caller: Caller): Promise<z.infer<typeof policyTestListSchema>> {
  demand(caller, 'policy.read');
  const [policy, tests] = await Promise.all([loadPolicy(caller.db), loadPolicyTests(caller.db)]);
  const compiled = compilePolicy(policy);
  const now = new Date().toISOString();
  return {
    revision: policy.revision,
    tests: tests.map(({ id, version, changedAt, changedBy, ...test }): PolicyTestView => {
      const result = runPolicyTest(compiled, test, now);
      const outcome = outcomeView(test, result, caller.locale);
      return { id, version, test, isMet: result.isMet, outcome, changedAt: changedAt.toISOString(), changedBy };
    }),
  };
}

/** @throws Refusal */
export async function addPolicyTest(caller: Caller, test: PolicyTest): Promise<z.infer<typeof savedTestSchema>> {
  demand(caller, 'policy.write');
  const saved = settle(await createPolicyTest(caller.db, authorOf(caller), test), ['name']);
  await recordEvent(caller.db, authorOf(caller), 'policy-test.created', { id: saved.id, name: test.name });
  return saved;
}

/** Replaces a test that the caller has seen in `version`. @throws Refusal */
export async function savePolicyTest(
  caller: Caller,
  id: string,
  test: PolicyTest,
  version: number,
): Promise<z.infer<typeof savedTestSchema>> {
  demand(caller, 'policy.write');
  const saved = settle(await updatePolicyTest(caller.db, authorOf(caller), { id, version, test }), ['test', 'name']);
  await recordEvent(caller.db, authorOf(caller), 'policy-test.changed', { id, name: test.name });
  return saved;
}

/** Deletes a test that the caller has seen in `version`. @throws Refusal */
export async function removePolicyTest(caller: Caller, id: string, version: number): Promise<z.infer<typeof savedTestSchema>> {
  demand(caller, 'policy.write');
  const deleted = settle(await deletePolicyTest(caller.db, id, version), []);
  await recordEvent(caller.db, authorOf(caller), 'policy-test.deleted', { id });
  return deleted;
}

/** The tests that a change would break, for whoever wanted to make it. */
export function brokenTestsView(broken: readonly BrokenTest[], locale: Locale): BrokenTests['tests'] {
  return broken.map(({ test, result }) => ({ id: test.id, name: test.name, ...outcomeView(test, result, locale) }));
}

function outcomeView({ expected }: PolicyTest, { actual }: PolicyTestResult, locale: Locale): PolicyTestView['outcome'] {
  const rules = actual.rules.map((rule) => ({ ...rule }));
  return { expected: expectedInWords(expected, locale), now: actualInWords(actual, locale), rules };
}

function settle(outcome: TestSaveOutcome, namePath: InvalidValue['path']): z.infer<typeof savedTestSchema> {
  switch (outcome.kind) {
    case 'saved':
      return { id: outcome.id, version: outcome.version };
    case 'name-taken':
      throw invalid(namePath, 'name.taken');
    case 'not-found':
      throw new Refusal({ kind: 'not-found' });
    case 'conflict':
      throw new Refusal({ kind: 'conflict', current: null });
  }
}
