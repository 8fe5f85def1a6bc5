import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runCommand } from '../support/command';
import { median } from './throughput';

export interface AccessMap {
  /** Microseconds for what check_sender_access looks up for one sender, whose domain is in the map. */
  readonly match: number;
  /** The same for a sender who is not. */
  readonly miss: number;
}

const SENDERS = 100_000;
const ROUNDS = 5;

/**
 * Postfix's side of a decision at MAIL FROM: an lmdb map of that many domains, asked in one process for the keys that access(5) names, one
 * sender after the other. What the process takes to start is measured apart and taken off.
 */
export async function measureAccessMap(domains: readonly string[]): Promise<AccessMap> {
  const directory = await fs.mkdtemp(path.join(os.tmpdir(), 'siegel-bench-map-'));
  const map = `lmdb:${path.join(directory, 'access')}`;
  try {
    await fs.writeFile(path.join(directory, 'access'), domains.map((domain) => `${domain} REJECT\n`).join(''));
    // A map of 100,000 entries is larger than Postfix starts with.
    await fs.writeFile(path.join(directory, 'main.cf'), 'compatibility_level = 3.7\nlmdb_map_size = 67108864\n');
    await succeeds('postmap', ['-c', directory, map], [0]);
    const seconds = async (keys: readonly string[]) => {
      const file = path.join(directory, 'keys');
      await fs.writeFile(file, `${keys.join('\n')}\n`);
      const began = performance.now();
      // 1: not every key is in the map.
      await succeeds('sh', ['-c', 'exec postmap -c "$0" -q - "$1" < "$2" > /dev/null', directory, map, file], [0, 1]);
      return (performance.now() - began) / 1000;
    };
    const start = await medianOf(() => seconds(['nothing']));
    const perSender = async (keysOf: (sender: number) => readonly string[]) => {
      const keys = Array.from({ length: SENDERS }, (_, sender) => keysOf(sender)).flat();
      return (((await medianOf(() => seconds(keys))) - start) * 1_000_000) / SENDERS;
    };
    return {
      match: await perSender((sender) => [`a@${domains[sender % domains.length]}`, domains[sender % domains.length] ?? '']),
      miss: await perSender((sender) => [`a@none${sender}.example`, `none${sender}.example`, 'example', 'a@']),
    };
  } finally {
    await fs.rm(directory, { recursive: true, force: true });
  }
}

async function medianOf(measure: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push(await measure());
  return median(times);
}

async function succeeds(command: string, args: readonly string[], codes: readonly number[]): Promise<void> {
  const { code, output } = await runCommand(command, args, { timeoutMs: 120_000 });
  if (code === null || !codes.includes(code) || output !== '') {
    throw new Error(`postmap failed: ${output.slice(0, 500)}\nDebian or Ubuntu: apt-get install -y postfix postfix-lmdb`);
  }
}
