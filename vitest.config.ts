import path from 'node:path';
import { defineConfig } from 'vitest/config';

const resolve = { alias: { '@': path.resolve(import.meta.dirname) } };

function project(name: string, timeoutMs: number, parallel: boolean) {
  return {
    resolve,
    test: {
      name,
      include: [`tests/${name}/**/*.test.ts`],
      testTimeout: timeoutMs,
      hookTimeout: 120_000,
      fileParallelism: parallel,
    },
  };
}

export default defineConfig({
  resolve,
  test: {
    // Of the run, not of a project: however many projects take part, they share one server.
    globalSetup: ['tests/support/built-worker.ts', 'tests/support/global-database.ts'],
    projects: [
      project('unit', 20_000, true),
      project('integration', 60_000, true),
      project('smtp', 60_000, true),
      project('e2e', 180_000, false),
      project('resilience', 600_000, false),
    ],
  },
});
