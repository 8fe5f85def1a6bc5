import fs from 'node:fs';
import { inProject } from '../run/project-root';
import { runTool } from './run-tool';
import { countTests, describeFailures, failedFiles, type TestCounts } from './vitest-report';

export interface ProjectRun {
  /** All tests ran and passed, if not at once then when the few files with failures were run again by themselves. */
  readonly ok: boolean;
  readonly counts: TestCounts;
  /** Each test that failed, and why. */
  readonly failures: readonly string[];
  /** Each test that failed at first and passed when its file was run again, and why it failed. */
  readonly unsteady: readonly string[];
}

/** With more than so many something is broken, and not a machine busy elsewhere. */
const MOST_RUN_AGAIN = 3;

/**
 * Runs one project of vitest.config.ts with its output on ours. A skipped test is a failure of the run. Thousands of tests with real sockets,
 * databases and browsers meet a machine that stands still for seconds now and then: a few files with failures are run once more, and what
 * passes then is told as unsteady, by name, and does not fail the run (docs/decisions/030).
 */
export async function runVitestProject(project: string): Promise<ProjectRun> {
  const first = await run(project, []);
  if (first.ok || first.files.length === 0 || first.files.length > MOST_RUN_AGAIN) return { ...first, unsteady: [] };
  console.log(`\nRun again by themselves: ${first.files.join(', ')}`);
  const second = await run(project, first.files);
  if (!second.ok) return { ...first, unsteady: [] };
  const { passed, failed, skipped } = first.counts;
  return { ok: true, counts: { passed: passed + failed, failed: 0, skipped }, failures: [], unsteady: first.failures };
}

/** @param files all of the project where there are none */
async function run(
  project: string,
  files: readonly string[],
): Promise<Omit<ProjectRun, 'unsteady'> & { readonly files: readonly string[] }> {
  const report = inProject(`tests/.artifacts/${project}.json`);
  fs.rmSync(report, { force: true });
  const succeeded = await runTool('vitest', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...files,
  ]);
  if (!fs.existsSync(report)) {
    return { ok: false, counts: { passed: 0, failed: 1, skipped: 0 }, failures: [`${project}: the run wrote no report`], files: [] };
  }
  const results: unknown = JSON.parse(fs.readFileSync(report, 'utf8'));
  const counts = countTests(results);
  if (counts.skipped > 0) console.log(`${counts.skipped} tests were skipped: that counts as failed.`);
  return {
    ok: succeeded && counts.failed === 0 && counts.skipped === 0,
    counts,
    failures: describeFailures(results),
    files: counts.skipped > 0 ? [] : failedFiles(results),
  };
}
