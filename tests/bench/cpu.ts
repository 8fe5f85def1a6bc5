import fs from 'node:fs/promises';

/** Clock ticks a second in /proc; fixed at 100 for user space on Linux. */
const TICKS_PER_SECOND = 100;

/**
 * Processor time in milliseconds that these processes and all below them have used up to now, those that have already ended and been
 * waited for included. 0 on systems without /proc.
 */
export async function cpuMilliseconds(roots: readonly number[]): Promise<number> {
  const processes = await readProcesses();
  const childrenOf = (pid: number) => [...processes.values()].filter(({ parent }) => parent === pid);
  const sum = (pid: number): number =>
    (processes.get(pid)?.ticks ?? 0) + childrenOf(pid).reduce((total, child) => total + sum(child.pid), 0);
  return (roots.reduce((total, root) => total + sum(root), 0) * 1000) / TICKS_PER_SECOND;
}

interface ProcessTimes {
  readonly pid: number;
  readonly parent: number;
  readonly ticks: number;
}

async function readProcesses(): Promise<Map<number, ProcessTimes>> {
  const names = await fs.readdir('/proc').catch(() => []);
  const found = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map((name) => readProcess(Number(name))));
  return new Map(found.filter((process) => process !== null).map((process) => [process.pid, process]));
}

/** proc(5): after the name in brackets come state, ppid, …; utime, stime, cutime and cstime are fields 14 to 17. */
async function readProcess(pid: number): Promise<ProcessTimes | null> {
  const stat = await fs.readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const ticks = fields.slice(11, 15).reduce((total, each) => total + each, 0);
  return { pid, parent: fields[1] ?? 0, ticks };
}
