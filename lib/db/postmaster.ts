import fs from 'node:fs';
import path from 'node:path';

/** The PostgreSQL server that runs on a data directory. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Whether it accepts connections: it is neither starting nor stopping. */
  readonly ready: boolean;
}

/**
 * The server that runs on `dataDirectory`, by its postmaster.pid; null when none does.
 * A file that a killed server has left behind names a process that is gone, or by now is something else: that counts as none.
 */
export function readPostmaster(dataDirectory: string): Postmaster | null {
  const lines = readLines(dataDirectory);
  if (lines === null) return null;
  // Lines: pid, data directory, start time, port, socket directory, listen address, shared memory key, status.
  const [pid, port, status] = [Number(lines[0]), Number(lines[3]), lines[7]?.trim()];
  return isPostgres(pid) ? { pid, port, ready: status === 'ready' } : null;
}

/**
 * Removes a postmaster.pid that names a process which is no PostgreSQL. PostgreSQL itself clears away one whose process is gone, but
 * refuses to start when the number has been given to another program, as after a power failure.
 */
export function clearLeftPostmasterFile(dataDirectory: string): void {
  const lines = readLines(dataDirectory);
  if (lines !== null && !isPostgres(Number(lines[0]))) fs.rmSync(path.join(dataDirectory, 'postmaster.pid'), { force: true });
}

function readLines(dataDirectory: string): string[] | null {
  try {
    return fs.readFileSync(path.join(dataDirectory, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
}

function isPostgres(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  try {
    return fs.readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
  } catch {
    return process.platform !== 'linux';
  }
}
