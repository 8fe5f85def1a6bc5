import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { makeDataDir } from '@/lib/data-dir';
import { othersCanReach, type PostgresAccount, postgresAccount } from './postgres-account';
import { postgresBinaries, ROOT_STATE_DIRECTORY } from './postgres-binaries';

/** Which port and password a cluster has; kept in `postgres.json` (0600) so that every start finds the same. */
const accessSchema = z.object({ port: z.number().int(), password: z.string().min(1) });
export type PostgresAccess = z.infer<typeof accessSchema>;

/** PostgreSQL's data, made by initdb, with what is needed to run them. */
export interface PostgresCluster {
  readonly dataDirectory: string;
  readonly binaries: string;
  /** null: runs as this process's own account. */
  readonly account: PostgresAccount | null;
  readonly password: string;
}

/** PostgreSQL's messages must not depend on the caller's language, nor its clock on his time zone. */
export const POSTGRES_ENVIRONMENT: NodeJS.ProcessEnv = {
  NODE_ENV: 'production', // Next's types ask for it; PostgreSQL does not.
  PATH: process.env.PATH,
  TZ: 'UTC',
  LC_ALL: 'C',
};

/** As uid and gid of a child process. */
export function runAs(account: PostgresAccount | null): { uid?: number; gid?: number } {
  return account === null ? {} : { uid: account.uid, gid: account.gid };
}

/** The remembered access to the cluster in `directory`; null when there is none yet. */
export function readAccess(directory: string): PostgresAccess | null {
  const file = accessFile(directory);
  return fs.existsSync(file) ? accessSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8'))) : null;
}

export function rememberAccess(directory: string, access: PostgresAccess): void {
  const unfinished = `${accessFile(directory)}.${process.pid}`;
  fs.writeFileSync(unfinished, `${JSON.stringify(access)}\n`, { mode: 0o600 });
  fs.renameSync(unfinished, accessFile(directory));
}

/**
 * Finds the cluster in `directory`, or makes it: encoding UTF-8, sorted by code point, sign-in by a random password only.
 *
 * As root, when the account that PostgreSQL runs as cannot enter `directory` (it may be below `/root`), the data go to
 * ROOT_STATE_DIRECTORY and `directory/postgres` links there.
 * @throws Error with one sentence
 */
export function openCluster(directory: string): PostgresCluster {
  const place = path.join(directory, 'postgres');
  const account = postgresAccount(place);
  const binaries = postgresBinaries(account !== null);
  makeDataDir(directory);

  const access = readAccess(directory);
  if (access === null || !fs.existsSync(place)) {
    if (fs.existsSync(place)) throw new Error(`${place} is there, but its password is not: ${accessFile(directory)} is missing.`);
    const made = { port: access?.port ?? 0, password: access?.password ?? randomBytes(24).toString('base64url') };
    rememberAccess(directory, made);
    initialise(place, binaries, account, made.password);
    return { dataDirectory: fs.realpathSync(place), binaries, account, password: made.password };
  }
  const dataDirectory = fs.realpathSync(place);
  checkVersion(dataDirectory, binaries);
  return { dataDirectory, binaries, account, password: access.password };
}

function accessFile(directory: string): string {
  return path.join(directory, 'postgres.json');
}

function initialise(place: string, binaries: string, account: PostgresAccount | null, password: string): void {
  const elsewhere = account !== null && !othersCanReach(path.dirname(place));
  const home = elsewhere ? makeRootStateDirectory() : path.dirname(place);
  // Made aside and renamed: an initdb that was interrupted leaves no cluster that looks finished.
  const unfinished = path.join(home, `postgres.unfinished-${process.pid}`);
  const passwordFile = `${unfinished}.password`;
  fs.rmSync(unfinished, { recursive: true, force: true });
  fs.mkdirSync(unfinished, { mode: 0o700 });
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account !== null) for (const target of [unfinished, passwordFile]) fs.chownSync(target, account.uid, account.gid);
  const run = spawnSync(
    path.join(binaries, 'bin', 'initdb'),
    [
      ...['-D', unfinished, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-instructions'],
      ...['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
    ],
    { ...runAs(account), env: POSTGRES_ENVIRONMENT, cwd: '/', encoding: 'utf8' },
  );
  fs.rmSync(passwordFile);
  if (run.status !== 0) {
    fs.rmSync(unfinished, { recursive: true, force: true });
    throw new Error(`PostgreSQL could not make its data directory: ${(run.stderr || String(run.error)).trim()}`);
  }
  fs.renameSync(unfinished, path.join(home, 'postgres'));
  if (elsewhere) {
    fs.rmSync(place, { force: true });
    fs.symlinkSync(path.join(home, 'postgres'), place);
  }
}

/** A new directory of its own for each cluster: two clones of root's never share one. */
function makeRootStateDirectory(): string {
  fs.mkdirSync(ROOT_STATE_DIRECTORY, { recursive: true, mode: 0o755 });
  const home = fs.mkdtempSync(path.join(ROOT_STATE_DIRECTORY, 'data-'));
  fs.chmodSync(home, 0o711);
  return home;
}

function checkVersion(dataDirectory: string, binaries: string): void {
  const data = fs.readFileSync(path.join(dataDirectory, 'PG_VERSION'), 'utf8').trim();
  const run = spawnSync(path.join(binaries, 'bin', 'postgres'), ['--version'], { env: POSTGRES_ENVIRONMENT, cwd: '/', encoding: 'utf8' });
  const own = /(\d+)(?:\.|beta|rc|\s|$)/.exec(run.stdout ?? '')?.[1];
  if (own !== undefined && own !== data) {
    throw new Error(`The data in ${dataDirectory} are of PostgreSQL ${data}, this is ${own}: see "Upgrade" in docs/operations.md.`);
  }
}
