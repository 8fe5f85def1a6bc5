import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A disk that can be filled to its last octet without harm to anybody else. */
export interface SmallDisk {
  readonly directory: string;
  fill(): void;
  /** Takes away what filled it. */
  free(): void;
  /** @throws Error while somebody has a file open on it */
  remove(): void;
}

/** @throws Error that says what is missing where no disk may be mounted */
export function mountSmallDisk(mebibytes: number): SmallDisk {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'siegel-disk-'));
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=711`, 'tmpfs', directory], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`A small disk cannot be mounted, which root may do, in a container with CAP_SYS_ADMIN: ${stderr}`);
  const ballast = path.join(directory, 'ballast');
  return {
    directory,
    fill: () => {
      const descriptor = fs.openSync(ballast, 'a');
      // Large pieces first, then what is left.
      for (const size of [1024 * 1024, 4096]) while (write(descriptor, size));
      fs.closeSync(descriptor);
    },
    free: () => fs.rmSync(ballast, { force: true }),
    remove: () => {
      const unmounted = spawnSync('umount', [directory], { encoding: 'utf8' });
      if (unmounted.status !== 0) throw new Error(unmounted.stderr);
      fs.rmdirSync(directory);
    },
  };
}

/** False when the disk is full. */
function write(descriptor: number, size: number): boolean {
  try {
    return fs.writeSync(descriptor, Buffer.alloc(size)) === size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
    throw error;
  }
}
