import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMessageBody } from '@/smtp-worker/intake/message-body';

const CHUNK = 8;

async function through(pieces: readonly Buffer[]) {
  const chunks: Buffer[] = [];
  const body = createMessageBody(CHUNK, async (sequence, data) => {
    expect(sequence).toBe(chunks.length);
    chunks.push(Buffer.from(data));
  });
  for (const piece of pieces) await body.write(piece);
  return { whole: await body.finish(), chunks };
}

describe('createMessageBody', () => {
  it('loses, adds and reorders nothing, and appends full chunks of what does not fit into one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 30 })), async (arrays) => {
        const pieces = arrays.map((array) => Buffer.from(array));
        const all = Buffer.concat(pieces);
        const { whole, chunks } = await through(pieces);
        expect(whole ?? Buffer.concat(chunks)).toEqual(all);
        expect(whole === null).toBe(all.length > CHUNK);
        for (const chunk of chunks.slice(0, -1)) expect(chunk).toHaveLength(CHUNK);
        expect(chunks.every((chunk) => chunk.length > 0 && chunk.length <= CHUNK)).toBe(true);
      }),
    );
  });

  it('passes on that a chunk could not be appended', async () => {
    const body = createMessageBody(CHUNK, () => Promise.reject(new Error('away')));
    await expect(body.write(Buffer.alloc(CHUNK + 1))).rejects.toThrow('away');
  });
});
