import { beforeEach, describe, expect, it } from 'vitest';
import { FailedSignIns } from '@/smtp-worker/failed-sign-ins';

const MINUTE = 60_000;

let now: number;
let failures: FailedSignIns;

beforeEach(() => {
  now = Date.parse('2026-11-24T12:00:00Z');
  failures = new FailedSignIns(() => new Date(now));
});

function fail(ip: string, times: number): void {
  for (let count = 0; count < times; count += 1) failures.note(ip);
}

describe('who has given ten wrong passwords', () => {
  it('has to wait until ten minutes after the first', () => {
    fail('192.0.2.1', 1);
    now += 6 * MINUTE;
    fail('192.0.2.1', 8);
    expect(failures.tooMany('192.0.2.1')).toBe(false);
    fail('192.0.2.1', 1);
    expect(failures.tooMany('192.0.2.1')).toBe(true);
    now += 4 * MINUTE - 1;
    expect(failures.tooMany('192.0.2.1')).toBe(true);
    now += 2;
    expect(failures.tooMany('192.0.2.1')).toBe(false);
  });

  it.each([
    ['192.0.2.1', '192.0.2.2', false],
    ['2001:db8:0:1::1', '2001:db8:0:1:ffff::2', true],
    ['2001:db8:0:1::1', '2001:db8:0:2::1', false],
  ])('%s: whether %s has to wait, too: %s', (ip, other, expected) => {
    fail(ip, 10);
    expect(failures.tooMany(ip)).toBe(true);
    expect(failures.tooMany(other)).toBe(expected);
  });

  it('is remembered only as long as there are not too many others', () => {
    fail('192.0.2.1', 10);
    for (let count = 0; count < 10_000; count += 1) failures.note(`10.0.${count >> 8}.${count & 255}`);
    expect(failures.tooMany('192.0.2.1')).toBe(false);
  });
});
