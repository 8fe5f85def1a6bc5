import { z } from 'zod';

/** What the tests look at of Vitest's JSON report. */
const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()).default([]) })),
    }),
  ),
});

export interface TestCounts {
  readonly passed: number;
  /** A file that could not even be run counts as one. */
  readonly failed: number;
  /** Skipped or only announced. */
  readonly skipped: number;
}

/** Counts the tests of a report in Vitest's JSON format. @throws z.ZodError */
export function countTests(report: unknown): TestCounts {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = reportSchema.parse(report);
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  );
  return { passed: numPassedTests, failed: numFailedTests + brokenFiles.length, skipped: numPendingTests + numTodoTests };
}

/**
 * What failed in a report in Vitest's JSON format, a line or a few each: the file, the test, and the first lines of why.
 * The report of a long run is read from its end, where these stand. @throws z.ZodError
 */
export function describeFailures(report: unknown): readonly string[] {
  return reportSchema.parse(report).testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((assertion) => assertion.status === 'failed');
    if (status === 'failed' && failed.length === 0) return [`${name}\n${firstLines(message)}`];
    return failed.map(({ fullName, failureMessages }) => `${name} > ${fullName}\n${firstLines(failureMessages.join('\n'))}`);
  });
}

/** The files with a failure, or that could not be run. @throws z.ZodError */
export function failedFiles(report: unknown): readonly string[] {
  return reportSchema.parse(report).testResults.flatMap(({ name, status }) => (status === 'failed' ? [name] : []));
}

const LINES_OF_A_FAILURE = 12;

function firstLines(message: string): string {
  return message
    .split('\n')
    .slice(0, LINES_OF_A_FAILURE)
    .map((line) => `    ${line}`)
    .join('\n');
}

export function addCounts(counts: readonly TestCounts[]): TestCounts {
  const sum = (pick: (one: TestCounts) => number) => counts.reduce((total, one) => total + pick(one), 0);
  return { passed: sum((one) => one.passed), failed: sum((one) => one.failed), skipped: sum((one) => one.skipped) };
}
