import { buildConsole } from './run/build-console';
import { buildWorker } from './run/build-worker';
import { reportProblem, runScript } from './run/problem';
import { checkLockFile } from './test/check-lock-file';
import { checkMigrationDrift } from './test/migration-drift';
import { provideRequirements } from './test/requirements';
import { runTool } from './test/run-tool';
import { runVitestProject } from './test/vitest-project';
import { addCounts, type TestCounts } from './test/vitest-report';

/** `npm test`: everything, on a fresh clone. The last line is the sum of all tests. */
await runScript(async () => {
  const counts: TestCounts[] = [];
  const failed: string[] = [];
  const failures: string[] = [];
  const unsteady: string[] = [];
  const step = async (title: string, run: () => Promise<boolean> | boolean): Promise<void> => {
    const started = performance.now();
    console.log(`\n━━━ ${title} ${'━'.repeat(Math.max(0, 90 - title.length))}`);
    const ok = await Promise.resolve()
      .then(run)
      .catch((error: unknown) => {
        reportProblem(error);
        return false;
      });
    if (!ok) failed.push(title);
    console.log(`${title}: ${ok ? 'ok' : 'FAILED'} (${Math.round((performance.now() - started) / 1000)} s)`);
  };
  const tests = (title: string, project: string) =>
    step(title, async () => {
      const run = await runVitestProject(project);
      counts.push(run.counts);
      failures.push(...run.failures);
      unsteady.push(...run.unsteady);
      return run.ok;
    });

  console.log('━━━ What the tests need from the system');
  provideRequirements(console.log);
  await step('Lint', () => runTool('biome', ['check', '--error-on-warnings', '.']));
  await step('Unused code', () => runTool('knip', []));
  await step('Types', async () => (await runTool('next', ['typegen'])) && runTool('tsc', ['--noEmit']));
  await step('Lock file', checkLockFile);
  await step('Migrations', checkMigrationDrift);
  await step('Build', async () => {
    await buildConsole({ say: console.log });
    await buildWorker({ say: console.log });
    return true;
  });
  await tests('Unit tests', 'unit');
  await tests('Integration tests', 'integration');
  await tests('SMTP dialogues', 'smtp');
  await tests('Browser tests', 'e2e');
  await tests('Resilience tests', 'resilience');

  const sum = addCounts(counts);
  for (const failure of unsteady) console.log(`\nUnsteady (failed, then passed): ${failure}`);
  for (const failure of failures) console.log(`\nFailed: ${failure}`);
  console.log(failed.length === 0 ? '\nEverything passed.' : `\nFailed: ${failed.join(', ')}.`);
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
});
