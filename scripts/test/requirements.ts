import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { findChromium } from '@/tests/support/chromium';
import { findFakeTime } from '@/tests/support/fake-clock';
import { findExim } from '@/tests/support/find-exim';
import { Problem } from '../run/problem';
import { installPackages, packageManager } from './install-packages';
import { unpackExim } from './unpack-exim';

/** A program that the tests start and npm does not bring. */
interface Requirement {
  readonly name: string;
  readonly find: () => string | null;
  /** On Debian and Ubuntu. */
  readonly package: string;
  /** In place of installing the package. */
  readonly provide?: () => void;
}

const REQUIREMENTS: readonly Requirement[] = [
  { name: 'Chromium', find: findChromium, package: 'chromium' },
  { name: 'Postfix', find: () => findProgram('postfix'), package: 'postfix' },
  { name: 'Exim', find: findExim, package: 'exim4-daemon-light', provide: unpackExim },
  { name: 'swaks', find: () => findProgram('swaks'), package: 'swaks' },
  { name: 'OpenSSL', find: () => findProgram('openssl'), package: 'openssl' },
  { name: 'Python', find: () => findProgram('python3'), package: 'python3' },
  { name: 'ip', find: () => findProgram('ip'), package: 'iproute2' },
  { name: 'faketime', find: findFakeTime, package: 'faketime' },
];

/**
 * Finds what the tests need from the system and, as root on Debian or Ubuntu, installs what is missing.
 * @throws Problem naming the one command that installs it
 */
export function provideRequirements(say: (line: string) => void): void {
  if (process.getuid?.() !== 0) {
    throw new Problem('Some tests run a Postfix of their own, which only root can start. Run: sudo --preserve-env=PATH npm test');
  }
  const missing = REQUIREMENTS.filter(({ find }) => find() === null);
  if (missing.length > 0 && packageManager() !== null) {
    say(`Installing ${missing.map(({ name }) => name).join(', ')} …`);
    const packages = missing.filter(({ provide }) => provide === undefined);
    if (packages.length > 0) installPackages(packages.map((requirement) => requirement.package));
    for (const { provide } of missing) provide?.();
  }
  for (const { name, find, package: packageName } of REQUIREMENTS) {
    const place = find();
    if (place === null) throw new Problem(`The tests need ${name}. Run: ${howToInstall(name, packageName)}`);
    say(`${name.padEnd(10)} ${place}`);
  }
}

function howToInstall(name: string, packageName: string): string {
  // Ubuntu's package of that name holds no browser.
  if (name === 'Chromium') return 'npx playwright-core install --with-deps chromium';
  return packageManager() === null
    ? `your package manager's equivalent of: apt-get install ${packageName}`
    : `apt-get install ${packageName}`;
}

function findProgram(program: string): string | null {
  // The PATH of a user often lacks the directories of the administrator's programs.
  const directories = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin'];
  const found = directories.map((directory) => path.join(directory, program)).find((place) => fs.existsSync(place));
  // A version manager's shim is there even when the program is not.
  return found !== undefined && spawnSync(found, ['--version']).error === undefined ? found : null;
}
