import { expect, test } from 'vitest';
import { Shutdown, Stopped } from '@/scripts/run/shutdown';

test('stops in reverse order, once, whoever asks', async () => {
  const shutdown = new Shutdown();
  const stopped: string[] = [];
  for (const name of ['database', 'console', 'worker']) {
    await shutdown.acquire(
      () => Promise.resolve(name),
      (resource) => void stopped.push(resource),
    );
  }
  await Promise.all([shutdown.stop(), shutdown.stop()]);
  expect(stopped).toEqual(['worker', 'console', 'database']);
});

test('what is still starting is awaited and stopped, what has failed to start is not', async () => {
  const shutdown = new Shutdown();
  const stopped: string[] = [];
  const release = (resource: string) => void stopped.push(resource);
  let finish: (name: string) => void = () => undefined;
  const slow = shutdown.acquire(() => new Promise<string>((resolve) => (finish = resolve)), release);
  const failing = shutdown.acquire(() => Promise.reject<string>(new Error('taken')), release);
  await expect(failing).rejects.toThrow('taken');
  const stop = shutdown.stop();
  finish('database');
  await Promise.all([slow, stop]);
  expect(stopped).toEqual(['database']);
});

test('after the stop nothing is started', async () => {
  const shutdown = new Shutdown();
  await shutdown.stop();
  let started = false;
  const late = shutdown.acquire(
    async () => {
      started = true;
    },
    () => undefined,
  );
  await expect(late).rejects.toThrow(Stopped);
  expect(started).toBe(false);
});
