import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { expect, test } from 'vitest';

test('output that cannot be written neither ends the process nor keeps it from ending', async () => {
  const fullDisk = fs.openSync('/dev/full', 'w');
  const script = `
    import { openLog } from '@/lib/log/log';
    const log = openLog('info');
    const write = () => log.event('worker-stopped', { workerId: 'x'.repeat(1000) });
    for (let i = 0; i < 3000; i += 1) write();
    setTimeout(() => { write(); process.exit(7); }, 10);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', fullDisk, 'pipe'],
    timeout: 30_000,
  });
  let errors = '';
  child.stderr?.on('data', (chunk) => (errors += chunk));
  await once(child, 'close');
  fs.closeSync(fullDisk);
  expect([child.exitCode, child.signalCode, errors]).toEqual([7, null, '']);
});
