import path from 'node:path';
import { defineConfig } from 'vitest/config';

const alias = { '@': path.resolve(import.meta.dirname) };

function project(name: string, timeoutMs: number, parallel: boolean) {
  return {
    resolve: { alias },
    test: {
      name,
      include: [`tests/${name}/**/*.test.ts`],
      testTimeout: timeoutMs,
      hookTimeout: 120_000,
      fileParallelism: parallel,
      ...(name === 'unit' ? {} : { globalSetup: ['tests/support/global-database.ts'] }),
    },
  };
}

export default defineConfig({
  test: {
    projects: [
      project('unit', 20_000, true),
      project('integration', 60_000, true),
      project('smtp', 60_000, true),
      project('e2e', 180_000, false),
      project('resilience', 600_000, false),
    ],
  },
});
