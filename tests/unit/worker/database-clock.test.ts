import { beforeEach, describe, expect, it } from 'vitest';
import { DatabaseClock } from '@/smtp-worker/database-clock';

const NOON = Date.parse('2026-11-24T12:00:00Z');
const HOUR = 3_600_000;

let steady: number;
let clock: DatabaseClock;

/** The database says `time` (milliseconds after noon) to a question asked `took` ago. */
function reading(time: number, took: number) {
  return { asked: steady - took, time: new Date(NOON + time), answered: steady };
}

/** Milliseconds after noon. */
function shown(): number {
  return clock.now().getTime() - NOON;
}

beforeEach(() => {
  steady = 5000;
  clock = new DatabaseClock(() => steady, reading(0, 4));
});

describe('the clock of the database, as a worker knows it', () => {
  it('goes on by itself', () => {
    expect(shown()).toBe(0);
    steady += 1500;
    expect(shown()).toBe(1500);
  });

  it.each([
    ['stands when the answer took long but agrees', 1000 - 300, 400, 1000],
    ['is not set back by less than the answer explains', 1000 - 400, 400, 1000],
    ['goes back with a clock that runs slower', 1000 - 30, 4, 1000 - 26],
    ['goes forward with a clock that runs faster', 1000 + 30, 4, 1000 + 30],
    ['follows a database whose clock was put forward', HOUR, 4, HOUR],
    ['follows a database whose clock was put back', -HOUR, 4, -HOUR + 4],
  ])('%s', (_, time, took, expected) => {
    steady += 1000;
    clock.correct(reading(time, took));
    expect(shown()).toBe(expected);
  });
});
