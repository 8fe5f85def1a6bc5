import type { LiveBatch, LiveEvent } from './live-event';

/** Octets that PostgreSQL takes in one notification, with some room. */
const MOST_OCTETS = 7900;
/** Room for the frame around the events. */
const FRAME_OCTETS = 40;

/** The events as JSON in at most `most` notifications; those that find no room are counted as missed in the last. Empty: there is nothing to tell. */
export function packEvents(events: readonly LiveEvent[], missed: number, most: number): string[] {
  const packs: string[][] = [];
  let room = 0;
  let left = 0;
  for (const event of events) {
    const json = JSON.stringify(event);
    const octets = Buffer.byteLength(json) + 1;
    if (octets > room && packs.length < most) {
      packs.push([]);
      room = MOST_OCTETS - FRAME_OCTETS;
    }
    if (octets > room) {
      left += 1;
      continue;
    }
    packs.at(-1)?.push(json);
    room -= octets;
  }
  const untold = missed + left;
  if (packs.length === 0) return untold === 0 ? [] : [frame([], untold)];
  return packs.map((pack, i) => frame(pack, i === packs.length - 1 ? untold : 0));
}

function frame(events: readonly string[], missed: LiveBatch['missed']): string {
  return `{"events":[${events.join(',')}],"missed":${missed}}`;
}
