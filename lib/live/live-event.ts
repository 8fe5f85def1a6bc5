import { z } from 'zod';

/** Workers tell on it what happens, while somebody watches. */
export const LIVE_CHANNEL = 'siegel_live';
/** A console says on it that somebody watches; again every few seconds, as long as somebody does. */
export const WATCH_CHANNEL = 'siegel_watch';

const text = z.string();
const optional = text.nullable();
const at = z.iso.datetime();

/** What happens, as the log tells it (lib/log/events.ts), of what concerns one session or one delivery. Long texts are cut. */
const liveEventSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('session-opened'), at, session: text, listener: text, clientIp: text }),
  z.object({ name: z.literal('session-refused'), at, session: text, listener: text, clientIp: text, reply: text }),
  z.object({ name: z.literal('tls-established'), at, session: text, version: optional }),
  z.object({ name: z.literal('transaction-accepted'), at, session: text, queueId: text, sender: text, recipients: z.int() }),
  z.object({ name: z.literal('transaction-refused'), at, session: text, queueId: text, sender: text, recipient: optional, reply: text }),
  z.object({ name: z.literal('session-closed'), at, session: text }),
  z.object({ name: z.literal('delivery-started'), at, queueId: text, recipients: z.int(), nextHop: text }),
  z.object({ name: z.literal('delivered'), at, queueId: text, recipient: text, nextHop: text, tlsVersion: optional }),
  z.object({ name: z.literal('deferred'), at, queueId: text, recipient: text, nextHop: text, reason: text, detail: text }),
  z.object({ name: z.literal('bounced'), at, queueId: text, recipient: text, nextHop: optional, reason: text, detail: text }),
]);
export type LiveEvent = z.infer<typeof liveEventSchema>;

/** One notification, and one message to a browser. `missed`: so many happenings were too many to tell. */
export const liveBatchSchema = z.object({ events: z.array(liveEventSchema), missed: z.int() });
export type LiveBatch = z.infer<typeof liveBatchSchema>;

/** The event that a line of the log makes, with the fields that are told; null for a line that is not told. */
export function liveEventOf(name: string, fields: object, at: Date): LiveEvent | null {
  if (!LIVE_NAMES.has(name)) return null;
  const cut = Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? value.slice(0, LONGEST) : value]);
  return liveEventSchema.safeParse({ name, at: at.toISOString(), ...Object.fromEntries(cut) }).data ?? null;
}

const LONGEST = 200;
const LIVE_NAMES: ReadonlySet<string> = new Set(liveEventSchema.options.map(({ shape }) => shape.name.value));
