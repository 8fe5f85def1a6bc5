import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { UNPACKED_EXIM } from '@/tests/support/find-exim';
import { Problem } from '../run/problem';
import { installPackages, run } from './install-packages';

const PACKAGES = ['exim4-daemon-light', 'exim4-base'];
/** Compiled into Debian's Exim. */
const USER = 'Debian-exim';

/**
 * Debian's Exim and Postfix exclude each other, so Exim is unpacked where only the tests look for it. Its libraries are installed, and the
 * user that it runs as is made, as its package would do.
 * @throws Problem when one of the commands fails; its messages stand above
 */
export function unpackExim(): void {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'siegel-exim-packages-'));
  try {
    run('apt-get', ['update', '-q']);
    run('apt-get', ['download', '-q', ...PACKAGES], { cwd: directory });
    const files = fs.readdirSync(directory).map((name) => path.join(directory, name));
    installPackages(files.flatMap(librariesOf));
    if (spawnSync('getent', ['passwd', USER]).status !== 0) {
      run('useradd', [
        '--system',
        '--user-group',
        '--no-create-home',
        '--home-dir',
        '/var/spool/exim4',
        '--shell',
        '/usr/sbin/nologin',
        USER,
      ]);
    }
    fs.mkdirSync(UNPACKED_EXIM, { recursive: true, mode: 0o755 });
    for (const file of files) run('dpkg-deb', ['--extract', file, UNPACKED_EXIM]);
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

function librariesOf(file: string): string[] {
  const { status, stdout } = spawnSync('dpkg-deb', ['--field', file, 'Depends'], { encoding: 'utf8' });
  if (status !== 0) throw new Problem(`"dpkg-deb --field ${file} Depends" has failed.`);
  return stdout.split(',').flatMap((dependency) => /^\s*(lib\S+)/.exec(dependency)?.[1] ?? []);
}
