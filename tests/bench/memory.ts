import fs from 'node:fs/promises';
import { usageOf } from '../support/process-usage';

/** The most resident memory that a process has held so far, in MiB (proc(5), VmHWM); null on systems without /proc. */
export async function highestRss(pid: number): Promise<number | null> {
  const status = await fs.readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kib = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kib === undefined ? null : Number(kib) / 1024;
}

/** Resident memory over a time, in MiB. */
export interface MemoryCourse {
  readonly start: number;
  readonly median: number;
  readonly most: number;
  readonly end: number;
  /** MiB per hour of the straight line that fits the second half best: what a process takes at its beginning is no leak. */
  readonly perHour: number;
}

/** Watches the memory of a process, once a second. */
export function watchMemory(pid: number): { stop(): MemoryCourse } {
  const samples: { readonly hours: number; readonly mebibytes: number }[] = [];
  const sample = (): void => void samples.push({ hours: performance.now() / 3_600_000, mebibytes: usageOf(pid).residentMiB });
  sample();
  const timer = setInterval(sample, 1000);
  return {
    stop: () => {
      clearInterval(timer);
      sample();
      const sorted = samples.map(({ mebibytes }) => mebibytes).sort((a, b) => a - b);
      const at = (index: number): number => sorted[index] ?? Number.NaN;
      return {
        start: samples[0]?.mebibytes ?? Number.NaN,
        median: at(sorted.length >> 1),
        most: at(sorted.length - 1),
        end: samples.at(-1)?.mebibytes ?? Number.NaN,
        perHour: slopeOf(samples.slice(samples.length >> 1)),
      };
    },
  };
}

/** Least squares. */
function slopeOf(samples: readonly { readonly hours: number; readonly mebibytes: number }[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const hours = mean(samples.map((one) => one.hours));
  const mebibytes = mean(samples.map((one) => one.mebibytes));
  const products = samples.map((one) => (one.hours - hours) * (one.mebibytes - mebibytes));
  const squares = samples.map((one) => (one.hours - hours) ** 2);
  return mean(products) / mean(squares);
}
