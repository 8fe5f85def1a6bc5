import type { TestProject } from 'vitest/node';
import { buildWorker } from '../../scripts/run/build-worker';

/** The worker that tests run as a process of its own is the one of these sources; unit tests run none. */
export default async function setup(project: TestProject): Promise<void> {
  if (project.vitest.projects.some(({ name }) => name !== 'unit')) await buildWorker({ say: console.log });
}
