import { expect, it } from 'vitest';
import { type LiveEvent, liveBatchSchema, liveEventOf } from '@/lib/live/live-event';
import { packEvents } from '@/lib/live/pack-events';

const NOW = new Date('2026-11-24T09:00:00.000Z');
const event = (session: string): LiveEvent => ({ name: 'session-closed', at: NOW.toISOString(), session });
const unpack = (packed: string[]) => packed.map((json) => liveBatchSchema.parse(JSON.parse(json)));

it('tells a few in one notification', () => {
  expect(unpack(packEvents([event('a'), event('b')], 0, 4))).toEqual([{ events: [event('a'), event('b')], missed: 0 }]);
});

it('says nothing where there is nothing to tell', () => {
  expect(packEvents([], 0, 4)).toEqual([]);
  expect(unpack(packEvents([], 7, 4))).toEqual([{ events: [], missed: 7 }]);
});

it('never says more than PostgreSQL takes in one notification, and counts what finds no room', () => {
  const events = Array.from({ length: 300 }, (_, n) => event(`${n} ${'ü'.repeat(100)}`));
  const packed = packEvents(events, 5, 4);
  expect(packed).toHaveLength(4);
  for (const json of packed) expect(Buffer.byteLength(json)).toBeLessThan(8000);
  const batches = unpack(packed);
  const told = batches.flatMap((batch) => batch.events);
  expect(told).toEqual(events.slice(0, told.length));
  expect(batches.map(({ missed }) => missed)).toEqual([0, 0, 0, 305 - told.length]);
});

it('takes from the log what concerns sessions and deliveries, with long texts cut', () => {
  const refused = { session: 's', queueId: 'Q', stage: 'mail', sender: 'a@b', recipient: null, reply: '5'.repeat(500), rule: null };
  expect(liveEventOf('transaction-refused', refused, NOW)).toEqual({
    ...{ name: 'transaction-refused', at: NOW.toISOString(), session: 's', queueId: 'Q', sender: 'a@b', recipient: null },
    reply: '5'.repeat(200),
  });
  expect(liveEventOf('policy-loaded', { revision: 1 }, NOW)).toBeNull();
});
