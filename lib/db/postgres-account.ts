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
 * Data that are there already are opened by the account that they belong to: `postgres` may have come to the machine after them.
 * @param dataDirectory may not exist yet
 * @throws Error when /etc/passwd knows neither, or the data belong to somebody else
 */
export function postgresAccount(dataDirectory: string): PostgresAccount | null {
  const owner = fs.statSync(dataDirectory, { throwIfNoEntry: false })?.uid;
  const self = process.getuid?.();
  const foreign = `The data in ${dataDirectory} belong to the account with uid ${owner}: start Siegel as the user who made them.`;
  if (self !== 0) {
    if (self !== undefined && owner !== undefined && owner !== self) throw new Error(foreign);
    return null;
  }
  const entries = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const entry = entries.find(([name]) => name === wanted);
    if (entry === undefined || (owner !== undefined && owner !== Number(entry[2]))) continue;
    return { name: wanted, uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  if (owner !== undefined) throw new Error(foreign);
  throw new Error('PostgreSQL cannot run as root, and there is neither a user "postgres" nor "nobody". Make one, or set DATABASE_URL.');
}

/** Whether an account that owns nothing on the way can enter every directory down to `target`. What does not exist yet is not in the way. */
export function othersCanReach(target: string): boolean {
  const above = path.dirname(target);
  if (above !== target && !othersCanReach(above)) return false;
  const found = fs.statSync(target, { throwIfNoEntry: false });
  return found === undefined || (found.mode & 0o001) !== 0;
}
