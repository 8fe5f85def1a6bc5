import { expect, it } from 'vitest';
import { measureBigMessages } from '../bench/big-messages';

// What a worker holds does not grow with the messages that pass through it. `npm run bench -- --part memory` does the same with 50 messages
// of 50 MB at once; here are fewer, so that the suite does not take minutes longer.

const MESSAGES = 20;
const OCTETS = 50_000_000;
/** 400 MB. */
const MOST_RESIDENT_MIB = 400_000_000 / 2 ** 20;

it(`${MESSAGES} messages of 50 MB at once, in and out over TLS`, async () => {
  const { accepted, arrived, restingMiB, peakMiB } = await measureBigMessages({ messages: MESSAGES, octets: OCTETS });
  console.log(
    `accepted after ${accepted.toFixed(0)} s, arrived after ${arrived.toFixed(0)} s; worker at rest ${restingMiB.toFixed(0)} MiB, at most ${peakMiB.toFixed(0)} MiB`,
  );
  expect(peakMiB).toBeLessThan(MOST_RESIDENT_MIB);
});
