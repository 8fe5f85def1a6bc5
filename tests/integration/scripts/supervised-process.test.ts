import { afterEach, expect, test } from 'vitest';
import { type SupervisedProcess, supervise } from '@/scripts/run/supervised-process';
import { accepts, freePort } from '../../support/free-port';
import { waitFor } from '../../support/wait-for';

let supervised: SupervisedProcess | undefined;
afterEach(() => supervised?.stop());

/** A process that listens on `port` and does what `more` says. */
function start(port: number, more: string) {
  const said: string[] = [];
  const pids: number[] = [];
  supervised = supervise({
    name: 'test server',
    command: [process.execPath, '-e', `require('net').createServer().listen(${port}, '127.0.0.1'); ${more}`],
    env: process.env,
    isReady: () => accepts(port),
    onStart: (pid) => pids.push(pid),
    say: (line) => said.push(line),
  });
  return { supervised, said, pids };
}

test('is started again when it is killed, and says so', async () => {
  const { supervised, said, pids } = start(await freePort(), '');
  await supervised.ready;
  process.kill(pids[0] ?? 0, 'SIGKILL');
  await waitFor('it to run again', () => said.includes('The test server is running again.'));
  expect(said[0]).toBe('The test server has ended (by SIGKILL). It is started again in 1 s.');
  expect(pids).toHaveLength(2);
});

test('is stopped by SIGTERM and stays stopped', async () => {
  const port = await freePort();
  const { supervised, said, pids } = start(port, `process.on('SIGTERM', () => process.exit(0));`);
  await supervised.ready;
  await supervised.stop();
  expect(await accepts(port)).toBe(false);
  expect(said).toEqual([]);
  expect(pids).toHaveLength(1);
});

test('leaves no process of its group behind', async () => {
  const [port, other] = [await freePort(), await freePort()];
  const inner = `require('net').createServer().listen(${other}, '127.0.0.1')`;
  const { supervised } = start(port, `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(inner)}]);`);
  await supervised.ready;
  await waitFor('the grandchild to listen', () => accepts(other));
  await supervised.stop();
  await waitFor('the grandchild to be gone', async () => !(await accepts(other)));
});

test('one that ends before it was ever ready is a failure, not a crash', async () => {
  const { supervised, pids } = start(await freePort(), 'process.exit(3);');
  await expect(supervised.ready).rejects.toThrow('The test server has ended (exit code 3) before it was ready');
  expect(pids).toHaveLength(1);
});
