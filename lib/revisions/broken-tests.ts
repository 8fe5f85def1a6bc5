import { type PolicyTestResult, runPolicyTest } from '@/lib/acceptance/policy-test';
import type { Prisma } from '@/lib/db/generated/prisma/client';
import { compilePolicy } from '@/lib/policy/compile';
import { loadPolicy } from './load-policy';
import { loadPolicyTests, type StoredPolicyTest } from './policy-tests';

/** A test that was met before a change of the policy and would not be met after it. */
export interface BrokenTest {
  readonly test: StoredPolicyTest;
  readonly result: PolicyTestResult;
}

/** A change of the policy breaks tests that its author has not named: nothing was changed. */
export class BreaksTests extends Error {
  constructor(readonly broken: readonly BrokenTest[]) {
    super(`breaks ${broken.length} policy tests`);
  }
}

/**
 * Runs the tests against revision `after`, which is not in force yet, in its own transaction. A test that was not met before is not broken
 * by it: the policy before is asked only for those that are not met now.
 * @throws BreaksTests, StoredPolicyError
 */
export async function demandUnbrokenTests(
  tx: Prisma.TransactionClient,
  { before, after, acknowledged }: { readonly before: number; readonly after: number; readonly acknowledged: readonly string[] },
): Promise<void> {
  const tests = await loadPolicyTests(tx);
  if (tests.length === 0) return;
  const now = new Date().toISOString();
  const failing = await failingTests(tx, after, tests, now);
  if (failing.length === 0 || before === 0) return;
  const failedBefore = await failingTests(
    tx,
    before,
    failing.map(({ test }) => test),
    now,
  );
  const excused = new Set([...acknowledged, ...failedBefore.map(({ test }) => test.id)]);
  const broken = failing.filter(({ test }) => !excused.has(test.id));
  if (broken.length > 0) throw new BreaksTests(broken);
}

async function failingTests(
  tx: Prisma.TransactionClient,
  revision: number,
  tests: readonly StoredPolicyTest[],
  now: string,
): Promise<BrokenTest[]> {
  const compiled = compilePolicy(await loadPolicy(tx, revision));
  return tests.map((test) => ({ test, result: runPolicyTest(compiled, test, now) })).filter(({ result }) => !result.isMet);
}
