import { describe, expect, it } from 'vitest';
import { bodyChunks, CHUNK_SIZE } from '@/lib/queue/body-chunks';

describe('bodyChunks', () => {
  it('says where each chunk of each body lies in the whole', () => {
    const small = Buffer.alloc(10, 1);
    const large = Buffer.alloc(CHUNK_SIZE + 5, 2);
    const { bytes, pieces } = bodyChunks([
      { id: 'a', body: small },
      { id: 'none', body: null },
      { id: 'b', body: large },
    ]);
    expect(pieces).toEqual([
      { id: 'a', sequence: 0, from: 1, length: 10 },
      { id: 'b', sequence: 0, from: 11, length: CHUNK_SIZE },
      { id: 'b', sequence: 1, from: 11 + CHUNK_SIZE, length: 5 },
    ]);
    expect(bytes.equals(Buffer.concat([small, large]))).toBe(true);
  });
});
