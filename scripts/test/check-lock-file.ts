import { spawnSync } from 'node:child_process';
import { PROJECT_ROOT } from '../run/project-root';

/**
 * Whether package-lock.json is complete for every platform: a lock that was written while a registry lacked a package installs here and
 * fails elsewhere. Older versions of npm only print it.
 */
export function checkLockFile(): boolean {
  const { status, stdout, stderr } = spawnSync('npm', ['ci', '--dry-run', '--ignore-scripts'], { cwd: PROJECT_ROOT, encoding: 'utf8' });
  if (status === 0 && !/\bMissing:/.test(stdout + stderr)) return true;
  console.log(stdout + stderr);
  return false;
}
