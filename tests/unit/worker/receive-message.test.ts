import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { receiveMessage } from '@/smtp-worker/intake/receive-message';

const LIMITS = { maxMessageSize: 1_000_000, maxReceivedHeaders: 50, refusesEarly: false };
const HEADER = 'Received: here\r\n';

/** What is kept of a message that comes in pieces of these sizes. */
async function kept(message: Buffer, sizes: readonly number[]): Promise<string> {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const size of sizes) {
    pieces.push(message.subarray(at, at + size));
    at += size;
  }
  pieces.push(message.subarray(at));
  const stream = Readable.from(pieces.filter((piece) => piece.length > 0));
  const received = await receiveMessage(
    stream,
    HEADER,
    LIMITS,
    new Set(),
    () => Promise.reject(new Error('so little fits into memory')),
    null,
  );
  return received.kind === 'complete' ? (received.body?.toString('latin1') ?? '') : received.kind;
}

it('keeps a message that is cut between a CR and its LF', async () => {
  const message = 'Subject: x\r\n\r\nline\r\n';
  for (let at = 1; at < message.length; at += 1) expect(await kept(Buffer.from(message), [at])).toBe(HEADER + message);
});

it('keeps every octet of a message, however it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ maxLength: 5 })), fc.array(fc.nat({ max: 6 })), async (lines, sizes) => {
      const message = lines.map((line) => `${line.replace(/[\r\n]/g, '')}\r\n`).join('');
      expect(await kept(Buffer.from(message, 'latin1'), sizes)).toBe(HEADER + Buffer.from(message, 'latin1').toString('latin1'));
    }),
  );
});

it.each([
  ['a bare CR', 'a\rb\r\n'],
  ['a bare LF', 'a\nb\r\n'],
  ['a CR at its end', 'a\r'],
])('refuses a message with %s', async (_, message) => {
  expect(await kept(Buffer.from(message), [])).toBe('refused');
});

it.each([
  [false, 'to its end', 'a: b\r\n'.length + 100 + 'the rest\r\n'.length],
  [true, 'up to where it is refused', 'a: b\r\n'.length + 100],
])('refusing early: %s, reads a message that is too large %s', async (refusesEarly, _, octets) => {
  const message = Readable.from(['a: b\r\n', 'x'.repeat(100), 'the rest\r\n'].map((piece) => Buffer.from(piece)));
  const limits = { ...LIMITS, maxMessageSize: 50, refusesEarly };
  const received = await receiveMessage(message, HEADER, limits, new Set(), () => Promise.resolve(), null);
  expect(received).toMatchObject({ kind: 'refused', scan: { size: octets } });
});
