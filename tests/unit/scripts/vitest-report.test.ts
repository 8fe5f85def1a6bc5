import { expect, test } from 'vitest';
import { addCounts, countTests } from '@/scripts/test/vitest-report';

const report = (numbers: object, testResults: object[] = []) => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults,
  ...numbers,
});

test('counts what passed, failed and was left out', () => {
  expect(countTests(report({ numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 }))).toEqual({
    passed: 7,
    failed: 2,
    skipped: 2,
  });
});

test('a file that cannot be run counts as a failure, one with failed tests only by these', () => {
  const broken = { status: 'failed', assertionResults: [] };
  const failed = { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] };
  expect(countTests(report({ numPassedTests: 1, numFailedTests: 1 }, [broken, failed])).failed).toBe(2);
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
