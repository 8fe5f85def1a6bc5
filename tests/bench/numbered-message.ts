import { messageBody } from './load-message';

const NUMBER_HEADER = 'X-Bench-Number: ';

/** What the next hops of the soak are like. */
export const HOPS = ['good', 'slow', 'broken', 'dead'] as const;
export type Hop = (typeof HOPS)[number];

/** Five of a hundred go to each next hop that behaves badly. */
export function recipientOf(number: number): string {
  return `b@${hopOf(number)}.example`;
}

function hopOf(number: number): Hop {
  const ofHundred = number % 100;
  if (ofHundred < 85) return 'good';
  return ofHundred < 90 ? 'slow' : ofHundred < 95 ? 'broken' : 'dead';
}

/** A message that can be told from all others, with the dot that ends it. */
export function numberedMessage(number: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${NUMBER_HEADER}${number}\r\n`), body]);
}

export const SOAK_BODY = messageBody(4 * 1024);

/** Null if it is a message of our own gateway's (a DSN). */
export function numberOf(message: Buffer): number | null {
  const at = message.indexOf(NUMBER_HEADER);
  return at === -1 ? null : Number(message.toString('latin1', at + NUMBER_HEADER.length, message.indexOf('\r\n', at)));
}
