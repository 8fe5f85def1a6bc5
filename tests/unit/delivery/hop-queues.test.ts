import { describe, expect, it } from 'vitest';
import { type HopLimits, HopQueues, type HopVerdict } from '@/smtp-worker/delivery/hop-queues';

interface Job {
  readonly name: string;
  readonly key: string;
  readonly hop: string;
  readonly urgent: boolean;
}

const SECOND = 1000;

/** Jobs are named after their way, `a1`; each runs until it is ended by hand. Ways begin wide open unless they are `slow`. */
function queues(given: Partial<HopLimits> = {}) {
  const running = new Map<string, (verdict: HopVerdict<string>) => void>();
  const started: string[] = [];
  const paused: string[] = [];
  let thinned = 0;
  let now = 0;
  const hops = new HopQueues<Job, string>({
    limits: () => ({ overall: 4, doubtful: 4, perHop: 2, perMinute: null, crowd: 3, ...given }),
    now: () => now,
    random: () => 0.5,
    run: ({ name }) => {
      started.push(name);
      return new Promise((resolve) => running.set(name, resolve));
    },
    onThinned: () => {
      thinned += 1;
    },
    onPaused: (jobs, { why }) => paused.push(...jobs.map(({ name }) => `${name} ${why}`)),
  });
  const end = async (name: string, verdict: HopVerdict<string> = { kind: 'neither' }): Promise<void> => {
    running.get(name)?.(verdict);
    // The next job starts in the continuation.
    await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    hops,
    started,
    paused,
    add: (names: string, job: Partial<Job> = {}) => {
      for (const name of names.split(' ')) hops.add({ name, key: name.slice(0, 1), hop: name.slice(0, 1), urgent: false, ...job });
    },
    end,
    reach: (name: string) => end(name, { kind: 'reached' }),
    fail: (name: string) => end(name, { kind: 'unreached', why: 'is dead' }),
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    crowds: () => hops.crowds().map(({ name }) => name),
    sentAway: () => hops.sendAway().map(({ job, seconds }) => `${job.name} ${seconds}`),
    thinned: () => thinned,
  };
}

describe('HopQueues', () => {
  it('keeps the bound of a next hop and starts the next job when one ends', async () => {
    const { add, started, end } = queues();
    add('a1 a2 a3');
    expect(started).toEqual(['a1', 'a2']);
    await end('a1');
    expect(started).toEqual(['a1', 'a2', 'a3']);
  });

  it('keeps to a bound that has changed from the next job on', async () => {
    const limits = { perHop: 1 };
    const { add, started, end } = queues(limits);
    add('a1 a2 a3');
    limits.perHop = 2;
    await end('a1');
    expect(started).toEqual(['a1', 'a2', 'a3']);
  });

  it('counts all ways to a next hop together', () => {
    const { add, started } = queues();
    add('a1 a2');
    add('b1', { hop: 'a' });
    add('c1');
    expect(started).toEqual(['a1', 'a2', 'c1']);
  });

  it('lets others pass a next hop that is full', () => {
    const { add, started } = queues();
    add('a1 a2 a3 a4 b1');
    expect(started).toEqual(['a1', 'a2', 'b1']);
  });

  it('gives turns in rotation under the overall bound', async () => {
    const { add, started, end } = queues({ overall: 2 });
    add('a1 a2 a3 a4 b1 b2');
    await end('a1');
    await end('a2');
    await end('a3');
    expect(started).toEqual(['a1', 'a2', 'a3', 'b1', 'a4']);
  });

  it('tells of crowds, and when one has gone', async () => {
    const { add, end, thinned, crowds } = queues();
    add('a1 a2 a3 a4 a5');
    expect(crowds()).toEqual(['a3', 'a4', 'a5']);
    await end('a1');
    expect(thinned()).toBe(1);
    expect(crowds()).toEqual([]);
  });

  it('is idle when nothing runs, whatever was dropped', async () => {
    const { hops, add, started, end } = queues({ perHop: 1 });
    add('a1 a2');
    hops.dropWaiting();
    const idle = hops.idle();
    await end('a1');
    await idle;
    expect(started).toEqual(['a1']);
    expect(hops.underWay).toBe(0);
  });
});

describe('A new next hop', () => {
  it('gets five connections first, and twice as many after each job that has reached it', async () => {
    const { add, started, reach } = queues({ overall: 100, doubtful: 100, perHop: 20 });
    add(Array.from({ length: 40 }, (_, i) => `a${i}`).join(' '));
    expect(started).toHaveLength(5);
    await reach('a0');
    expect(started).toHaveLength(11);
    await reach('a1');
    expect(started).toHaveLength(22);
  });

  it('leaves room for those that are known to work, however many are new', async () => {
    const { add, started, reach } = queues({ overall: 4, doubtful: 3 });
    add('g1');
    await reach('g1');
    add('a1 b1 c1 d1 g2');
    expect(started).toEqual(['g1', 'a1', 'b1', 'c1', 'g2']);
  });
});

describe('A next hop that fails three times in a row', () => {
  async function dead(given: Partial<HopLimits> = {}) {
    const scene = queues({ perHop: 1, ...given });
    scene.add('a1 a2 a3 a4 a5');
    for (const name of ['a1', 'a2', 'a3']) await scene.fail(name);
    return scene;
  }

  it('is left alone: what waits for it and what comes is passed over', async () => {
    const { add, started, paused } = await dead();
    add('a6 b1');
    expect(started).toEqual(['a1', 'a2', 'a3', 'b1']);
    expect(paused).toEqual(['a4 is dead', 'a5 is dead', 'a6 is dead']);
  });

  it('is tried by one job when the time has passed', async () => {
    const { add, started, paused, pass, fail } = await dead({ perHop: 2 });
    paused.length = 0;
    pass(61 * SECOND);
    add('a6 a7');
    expect(started).not.toContain('a7');
    await fail('a6');
    expect(paused).toEqual(['a7 is dead']);
  });

  it('is tried at once for a job that somebody has asked for, or after all is forgotten', async () => {
    const { hops, add, started, fail } = await dead();
    add('a6', { urgent: true });
    await fail('a6');
    hops.forgetFailures();
    add('a7');
    expect(started.slice(3)).toEqual(['a6', 'a7']);
  });
});

describe('What would wait for long', () => {
  it.each([
    ['a new next hop', 2],
    ['a next hop that is known to work', 10],
  ])('is sent away beyond a crowd where nothing moves: at %s after %i seconds', async (what, seconds) => {
    const { add, reach, sentAway, pass } = queues();
    if (what !== 'a new next hop') {
      add('a0');
      await reach('a0');
    }
    add('a1 a2 a3 a4 a5 a6 a7 b1');
    pass(seconds * SECOND - 1);
    expect(sentAway()).toEqual([]);
    pass(1);
    expect(sentAway()).toEqual(['a6 60', 'a7 60']);
    expect(sentAway()).toEqual([]);
  });

  it('is sent away for as long as it takes at the rate that its next hop is given', () => {
    const { add, started, sentAway, hops } = queues({ perMinute: 4 });
    add('a1 a2 a3 a4 a5 a6 a7');
    expect(started).toEqual(['a1']);
    expect(sentAway()).toEqual(['a6 60', 'a7 75']);
    hops.dropWaiting();
  });
});
