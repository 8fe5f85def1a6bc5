import { expect, test } from 'vitest';
import { addCounts, countTests, describeFailures, failedFiles } from '@/scripts/test/vitest-report';

const report = (numbers: object, testResults: object[] = []) => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults,
  ...numbers,
});

const broken = { name: 'a.test.ts', status: 'failed', message: 'no such module', assertionResults: [] };
const failed = {
  name: 'b.test.ts',
  status: 'failed',
  assertionResults: [
    { status: 'failed', fullName: 'sends the mail', failureMessages: [Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n')] },
    { status: 'passed', fullName: 'queues the mail' },
  ],
};

test('counts what passed, failed and was left out', () => {
  expect(countTests(report({ numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 }))).toEqual({
    passed: 7,
    failed: 2,
    skipped: 2,
  });
});

test('a file that cannot be run counts as a failure, one with failed tests only by these', () => {
  expect(countTests(report({ numPassedTests: 1, numFailedTests: 1 }, [broken, failed])).failed).toBe(2);
});

test('names each test that failed, with the first lines of why', () => {
  const [file, one, ...more] = describeFailures(report({}, [broken, failed]));
  expect(file).toBe('a.test.ts\n    no such module');
  expect(one).toMatch(/^b\.test\.ts > sends the mail\n {4}line 0\n/);
  expect(one?.split('\n')).toHaveLength(13);
  expect(more).toEqual([]);
  const passed = { name: 'c.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'counts the mail' }] };
  expect(failedFiles(report({}, [broken, passed, failed]))).toEqual(['a.test.ts', 'b.test.ts']);
});

test('a report that is none is refused, and several add up', () => {
  expect(() => countTests({})).toThrow();
  expect(addCounts([])).toEqual({ passed: 0, failed: 0, skipped: 0 });
  expect(addCounts([countTests(report({ numPassedTests: 3 })), countTests(report({ numFailedTests: 1 }))])).toEqual({
    passed: 3,
    failed: 1,
    skipped: 0,
  });
});
