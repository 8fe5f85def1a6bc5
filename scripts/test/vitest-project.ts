import fs from 'node:fs';
import { inProject } from '../run/project-root';
import { runTool } from './run-tool';
import { countTests, describeFailures, type TestCounts } from './vitest-report';

export interface ProjectRun {
  /** All tests ran and passed. */
  readonly ok: boolean;
  readonly counts: TestCounts;
  /** Each test that failed, and why. */
  readonly failures: readonly string[];
}

/** Runs one project of vitest.config.ts with its output on ours. A skipped test is a failure of the run. */
export async function runVitestProject(project: string): Promise<ProjectRun> {
  const report = inProject(`tests/.artifacts/${project}.json`);
  fs.rmSync(report, { force: true });
  const succeeded = await runTool('vitest', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  if (!fs.existsSync(report))
    return { ok: false, counts: { passed: 0, failed: 1, skipped: 0 }, failures: [`${project}: the run wrote no report`] };
  const results: unknown = JSON.parse(fs.readFileSync(report, 'utf8'));
  const counts = countTests(results);
  if (counts.skipped > 0) console.log(`${counts.skipped} tests were skipped: that counts as failed.`);
  return { ok: succeeded && counts.failed === 0 && counts.skipped === 0, counts, failures: describeFailures(results) };
}
