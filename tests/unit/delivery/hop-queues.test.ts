import { describe, expect, it } from 'vitest';
import { type HopLimits, HopQueues } from '@/smtp-worker/delivery/hop-queues';

/** Jobs are names; each runs until it is ended by hand. */
function queues(given: Partial<HopLimits> = {}) {
  const running = new Map<string, () => void>();
  const started: string[] = [];
  let thinned = 0;
  const hops = new HopQueues<string>(
    () => ({ overall: 4, perHop: 2, crowd: 3, ...given }),
    (job) => {
      started.push(job);
      return new Promise((resolve) => running.set(job, resolve));
    },
    () => {
      thinned += 1;
    },
  );
  const end = async (job: string): Promise<void> => {
    running.get(job)?.();
    // The next job starts in the continuation.
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { hops, started, end, thinned: () => thinned };
}

describe('HopQueues', () => {
  it('keeps the bound of a next hop and starts the next job when one ends', async () => {
    const { hops, started, end } = queues();
    for (const job of ['a1', 'a2', 'a3']) hops.add('a', job);
    expect(started).toEqual(['a1', 'a2']);
    await end('a1');
    expect(started).toEqual(['a1', 'a2', 'a3']);
  });

  it('keeps to a bound that has changed from the next job on', async () => {
    const limits = { overall: 4, perHop: 1, crowd: 3 };
    const { hops, started, end } = queues(limits);
    for (const job of ['a1', 'a2', 'a3']) hops.add('a', job);
    limits.perHop = 2;
    await end('a1');
    expect(started).toEqual(['a1', 'a2', 'a3']);
  });

  it('lets others pass a next hop that is full', () => {
    const { hops, started } = queues();
    for (const job of ['a1', 'a2', 'a3', 'a4']) hops.add('a', job);
    hops.add('b', 'b1');
    expect(started).toEqual(['a1', 'a2', 'b1']);
  });

  it('gives turns in rotation under the overall bound', async () => {
    const { hops, started, end } = queues({ overall: 2 });
    for (const job of ['a1', 'a2', 'a3', 'a4']) hops.add('a', job);
    for (const job of ['b1', 'b2']) hops.add('b', job);
    await end('a1');
    await end('a2');
    await end('a3');
    expect(started).toEqual(['a1', 'a2', 'a3', 'b1', 'a4']);
  });

  it('tells of crowds, and when one has gone', async () => {
    const { hops, end, thinned } = queues();
    for (const job of ['a1', 'a2', 'a3', 'a4', 'a5']) hops.add('a', job);
    expect(hops.crowds()).toEqual(['a3', 'a4', 'a5']);
    await end('a1');
    expect(thinned()).toBe(1);
    expect(hops.crowds()).toEqual([]);
  });

  it('is idle when nothing runs, whatever was dropped', async () => {
    const { hops, started, end } = queues({ perHop: 1 });
    for (const job of ['a1', 'a2']) hops.add('a', job);
    hops.dropWaiting();
    const idle = hops.idle();
    await end('a1');
    await idle;
    expect(started).toEqual(['a1']);
    expect(hops.underWay).toBe(0);
  });
});
