import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeInstance } from '@/scripts/run/instance';
import { processIdentity } from '@/scripts/run/process-identity';

let dataDir: string;
beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'siegel-instance-'));
});
afterEach(() => fs.rmSync(dataDir, { recursive: true }));

const silent = () => undefined;

test('there is one at a time', async () => {
  const instance = await takeInstance(dataDir, silent);
  await expect(takeInstance(dataDir, silent)).rejects.toThrow(`Siegel already runs with the data in ${dataDir} (process ${process.pid}).`);
  instance.release();
  (await takeInstance(dataDir, silent)).release();
});

test('what a killed start has left running is stopped, and no other process that has got its number', async () => {
  const left = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true });
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true });
  const gone = once(left, 'exit');
  const record = {
    start: { name: 'start', pid: 2 ** 22 - 1, identity: 'of a process that was killed' },
    children: [
      { name: 'console', pid: left.pid, identity: processIdentity(left.pid ?? 0) },
      { name: 'SMTP worker', pid: stranger.pid, identity: 'of its predecessor' },
    ],
  };
  fs.writeFileSync(path.join(dataDir, 'start.json'), JSON.stringify(record));
  const said: string[] = [];
  const instance = await takeInstance(dataDir, (line) => said.push(line));
  await gone;
  expect(said).toEqual([`Stopping the console that an earlier start has left behind (process ${left.pid}) …`]);
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  stranger.kill('SIGKILL');
  instance.release();
});

test('a record that was cut short is no obstacle', async () => {
  fs.writeFileSync(path.join(dataDir, 'start.json'), '{"start":');
  const instance = await takeInstance(dataDir, silent);
  instance.recordChild('console', process.pid);
  instance.release();
  expect(fs.readdirSync(dataDir)).toEqual([]);
});
