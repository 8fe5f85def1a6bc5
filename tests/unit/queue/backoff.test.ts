import { describe, expect, it } from 'vitest';
import { postpone } from '@/lib/queue/backoff';

const now = new Date('2026-11-24T12:00:00Z');
const at = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
const base = { now, attempts: 1, retryDelays: [60, 300], expiresAt: at(3600), jitter: 0.5 };

describe('postpone', () => {
  it.each([
    [1, 60],
    [2, 300],
    [3, 300],
    [99, 300],
  ])('after attempt %i waits %i seconds: the last delay repeats', (attempts, seconds) => {
    expect(postpone({ ...base, attempts })).toEqual({ kind: 'deferred', nextAttemptAt: at(seconds) });
  });

  it.each([
    [0, 54],
    [0.999_999, 66],
  ])('varies by a tenth: jitter %f', (jitter, seconds) => {
    const next = postpone({ ...base, jitter });
    expect(next.kind === 'deferred' && Math.round((next.nextAttemptAt.getTime() - now.getTime()) / 1000)).toBe(seconds);
  });

  it('tries once more when the time ends, whatever the delay', () => {
    expect(postpone({ ...base, expiresAt: at(10) })).toEqual({ kind: 'deferred', nextAttemptAt: at(10) });
  });

  it('expires when the time has ended', () => {
    expect(postpone({ ...base, expiresAt: now })).toEqual({ kind: 'expired' });
    expect(postpone({ ...base, expiresAt: at(-1) })).toEqual({ kind: 'expired' });
  });

  it('never expires without an end', () => {
    expect(postpone({ ...base, attempts: 1000, expiresAt: null })).toEqual({ kind: 'deferred', nextAttemptAt: at(300) });
  });
});
