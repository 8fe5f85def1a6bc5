import fs from 'node:fs/promises';

/** The most resident memory that a process has held so far, in MiB (proc(5), VmHWM); null on systems without /proc. */
export async function highestRss(pid: number): Promise<number | null> {
  const status = await fs.readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kib = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kib === undefined ? null : Number(kib) / 1024;
}
