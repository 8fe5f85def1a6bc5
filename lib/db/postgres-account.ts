import fs from 'node:fs';
import path from 'node:path';

/** The system account that PostgreSQL runs as. */
export interface PostgresAccount {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. For root: the account `postgres`, else `nobody`; null for everybody else, who runs it as himself.
 * @throws Error when /etc/passwd knows neither
 */
export function postgresAccount(): PostgresAccount | null {
  if (process.getuid?.() !== 0) return null;
  const entries = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const entry = entries.find(([name]) => name === wanted);
    if (entry !== undefined) return { name: wanted, uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  throw new Error('PostgreSQL cannot run as root, and there is neither a user "postgres" nor "nobody". Make one, or set DATABASE_URL.');
}

/** Whether an account that owns nothing on the way can enter every directory down to `target`. What does not exist yet is not in the way. */
export function othersCanReach(target: string): boolean {
  const above = path.dirname(target);
  if (above !== target && !othersCanReach(above)) return false;
  const found = fs.statSync(target, { throwIfNoEntry: false });
  return found === undefined || (found.mode & 0o001) !== 0;
}
