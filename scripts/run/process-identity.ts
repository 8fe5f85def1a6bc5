import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

/**
 * What tells a running process from another that gets the same number later: its start time, with the boot it belongs to.
 * null when no such process runs.
 */
export function processIdentity(pid: number): string | null {
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
    return stdout.trim() || null;
  }
  try {
    // Field 2, the program's name in parentheses, may contain anything; state is field 3, the start time field 22 (proc(5)).
    const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    if (fields[0] === 'Z') return null;
    return `${fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19]}`;
  } catch {
    return null;
  }
}
