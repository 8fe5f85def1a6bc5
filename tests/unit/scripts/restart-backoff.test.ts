import { expect, test } from 'vitest';
import { RestartBackoff } from '@/lib/restart-backoff';

test('waits longer after each end, up to half a minute, and begins anew after a minute without one', () => {
  const backoff = new RestartBackoff();
  expect([0, 0, 0, 0, 0, 0, 0].map((ranFor) => backoff.next(ranFor))).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  expect(backoff.next(60_001)).toBe(1000);
  expect(backoff.next(59_999)).toBe(2000);
});
