import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { Problem } from '../run/problem';

const START_POLICY = '/usr/sbin/policy-rc.d';

/** apt-get, where it is there and may be used. */
export function packageManager(): '/usr/bin/apt-get' | null {
  return process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get') ? '/usr/bin/apt-get' : null;
}

/**
 * Installs packages, without starting any service that they bring: the tests run their own Postfix, and a mail server that turned up on a
 * developer's machine would be a nasty surprise. Unconfigured, it does not start with the machine either.
 * @throws Problem when the package manager fails; its messages stand above
 */
export function installPackages(packages: readonly string[]): void {
  const ownPolicy = !fs.existsSync(START_POLICY);
  if (ownPolicy) fs.writeFileSync(START_POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    run('debconf-set-selections', [], { input: 'postfix postfix/main_mailer_type select No configuration\n' });
    run('apt-get', ['update', '-q']);
    run('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...packages]);
  } finally {
    if (ownPolicy) fs.rmSync(START_POLICY);
  }
}

/** @throws Problem when the program fails; its messages stand above */
export function run(program: string, args: readonly string[], { input = '', cwd = '.' }: { input?: string; cwd?: string } = {}): void {
  const env: NodeJS.ProcessEnv = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status } = spawnSync(program, args, { env, input, cwd, stdio: ['pipe', 'inherit', 'inherit'] });
  if (status !== 0) throw new Problem(`"${[program, ...args].join(' ')}" has failed; its messages stand above.`);
}
