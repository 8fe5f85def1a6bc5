import { type BuildOptions, make, type Product } from './product';
import { inProject } from './project-root';

const WORKER: Product = {
  sources: ['smtp-worker', 'lib', 'package.json', 'package-lock.json', 'scripts/run/bundle-worker.mjs'],
  except: [],
  stampFile: '.build/worker/stamp',
  tool: ['scripts/run/bundle-worker.mjs'],
  announcement: 'Building the SMTP worker …',
  failure: 'The SMTP worker cannot be built; the messages of esbuild stand above.',
};

/** The program and arguments that run the built worker, as in package.json. */
export const WORKER_COMMAND = [process.execPath, inProject('.build/worker/main.mjs')] as const;

/**
 * Makes plain JavaScript of the worker, which without the translator of `npm run dev` starts sooner and needs less memory. @throws Problem
 */
export function buildWorker(options: BuildOptions): Promise<void> {
  return make(WORKER, options);
}
