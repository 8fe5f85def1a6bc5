import { expect, it } from 'vitest';
import { inSlices } from '@/lib/revisions/in-slices';

function* work(steps: number, end: () => string): Generator<void, string> {
  for (let step = 0; step < steps; step++) {
    const until = performance.now() + 1;
    while (performance.now() < until);
    yield;
  }
  return end();
}

it('does all of the work, and lets others in between', async () => {
  let turns = 0;
  let done = false;
  const count = () => {
    turns += 1;
    if (!done) setImmediate(count);
  };
  setImmediate(count);
  expect(await inSlices(work(100, () => 'result'))).toBe('result');
  done = true;
  expect(turns).toBeGreaterThan(5);
});

it('throws what the work throws', async () => {
  const broken = work(3, () => {
    throw new Error('broken');
  });
  await expect(inSlices(broken)).rejects.toThrow('broken');
});
