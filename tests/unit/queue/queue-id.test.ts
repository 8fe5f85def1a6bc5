import { describe, expect, it } from 'vitest';
import { newQueueId } from '@/lib/queue/queue-id';

const noise = Uint8Array.from([1, 2, 3, 4, 5]);

describe('newQueueId', () => {
  it('has 18 digits of an alphabet without look-alikes', () => {
    expect(newQueueId(Date.UTC(2026, 10, 24), noise)).toMatch(/^[0-9A-HJKMNP-TV-Z]{18}$/);
  });

  it('sorts by time', () => {
    const times = [0, 1, 31, 32, 1_000_000, Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 1) + 1, 2 ** 48 - 1];
    const ids = times.map((time) => newQueueId(time, noise));
    expect([...ids].sort()).toEqual(ids);
  });

  it('carries all the randomness that it is given', () => {
    const ids = [0, 1, 127, 255].flatMap((octet) => [0, 1, 2, 3, 4].map((at) => newQueueId(0, noise.with(at, octet))));
    expect(new Set(ids).size).toBe(20);
  });
});
