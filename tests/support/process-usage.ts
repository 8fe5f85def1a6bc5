import fs from 'node:fs';

/** What a process of this machine holds. Linux. */
export function usageOf(pid: number): { readonly residentMiB: number; readonly descriptors: number } {
  const [, kibibytes = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return { residentMiB: Number(kibibytes) / 1024, descriptors: fs.readdirSync(`/proc/${pid}/fd`).length };
}

/** How many files this process may have open. Linux. */
export function descriptorLimit(): number {
  const [, limit = '0'] = /^Max open files\s+(\d+)/m.exec(fs.readFileSync('/proc/self/limits', 'utf8')) ?? [];
  return Number(limit);
}
