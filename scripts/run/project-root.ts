import path from 'node:path';

/** Where package.json stands. */
export const PROJECT_ROOT = path.resolve(import.meta.dirname, '../..');

/** A file of the project or of an installed package, as an absolute path. */
export function inProject(relative: string): string {
  return path.join(PROJECT_ROOT, relative);
}
