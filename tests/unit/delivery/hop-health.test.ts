import { describe, expect, it } from 'vitest';
import { afterFailure, afterReached, type HopHealth, NEW_HOP } from '@/smtp-worker/delivery/hop-health';

const MOST = 20;
const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** What comes of a row of tries, `+` reached, `-` failed, one each `step` milliseconds. */
function following(tries: string, step = SECOND, given: HopHealth<string> = NEW_HOP): HopHealth<string> {
  return [...tries].reduce(
    (health, one, i) => (one === '+' ? afterReached(health, i * step, MOST) : afterFailure(health, 'dead', i * step, 0.5)),
    given,
  );
}

describe('The window of a next hop', () => {
  it.each([
    ['', 5],
    ['+', 10],
    ['++', 20],
    ['+++', 20],
    ['-', 2],
    ['--', 1],
    // What it took before it refused is doubled up to, and from there on grows by one at a time.
    ['++-', 10],
    ['++-++++++++++', 10],
    ['++-+++++++++++', 11],
    ['-+', 2],
  ])('after "%s" is %i', (tries, window) => {
    expect(Math.floor(following(tries).window)).toBe(window);
  });

  it('shrinks with a setting that is lowered', () => {
    expect(afterReached(following('++'), 0, 3).window).toBe(3);
  });
});

describe('A next hop is left alone', () => {
  it.each([
    ['--', SECOND, null],
    ['---', SECOND, 2 * SECOND + MINUTE],
    ['--+-', SECOND, null],
    // It has answered a moment ago: it refuses only some.
    ['++---', SECOND, null],
    ['++---', 10 * SECOND, 40 * SECOND + MINUTE],
  ])('after "%s", one per %i ms, until %s', (tries, step, until) => {
    expect(following(tries, step).pause?.until ?? null).toBe(until);
  });

  it('for twice as long after each further failure, half an hour at most', () => {
    let health = following('---');
    const lengths = [1, 2, 3, 4, 5, 6].map(() => {
      const now = health.pause?.until ?? 0;
      health = afterFailure(health, 'dead', now, 0.5);
      return ((health.pause?.until ?? 0) - now) / MINUTE;
    });
    expect(lengths).toEqual([2, 4, 8, 16, 30, 30]);
  });

  it('not for longer because of what had begun before', () => {
    const paused = following('---');
    expect(afterFailure(paused, 'dead', 3 * SECOND, 0.5)).toBe(paused);
  });

  it('no longer once a session has come about, which begins with one connection', () => {
    const health = following('---');
    expect(health).toMatchObject({ window: 1, pause: { why: 'dead' } });
    expect(afterReached(health, 3 * SECOND, MOST)).toMatchObject({ window: 2, failures: 0, pause: null });
  });

  it('by a part of the time less or more at random', () => {
    const twice = following('--');
    expect(afterFailure(twice, 'dead', 0, 0).pause?.until).toBe(0.9 * MINUTE);
    expect(afterFailure(twice, 'dead', 0, 1).pause?.until).toBe(1.1 * MINUTE);
  });
});
