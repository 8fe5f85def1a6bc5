import type { NewTransaction } from './transaction';

/** Octets of a chunk at most: what a worker holds of a message while it passes, whatever the message's size. */
export const CHUNK_SIZE = 256 * 1024;

/** One chunk as a cut from the joined bodies; `from` counts from 1, as PostgreSQL's substring does. */
export interface ChunkPiece {
  readonly id: string;
  readonly sequence: number;
  readonly from: number;
  readonly length: number;
}

/** Joins the bodies that came in memory and says where each chunk of each lies. */
export function bodyChunks(transactions: readonly Pick<NewTransaction, 'id' | 'body'>[]): { bytes: Buffer; pieces: ChunkPiece[] } {
  const bodies: Uint8Array[] = [];
  const pieces: ChunkPiece[] = [];
  let from = 1;
  for (const { id, body } of transactions) {
    if (body === null) continue;
    bodies.push(body);
    for (let at = 0, sequence = 0; at < body.length; at += CHUNK_SIZE, sequence += 1) {
      pieces.push({ id, sequence, from: from + at, length: Math.min(CHUNK_SIZE, body.length - at) });
    }
    from += body.length;
  }
  const [only] = bodies;
  return {
    bytes: bodies.length === 1 && only !== undefined ? Buffer.from(only.buffer, only.byteOffset, only.length) : Buffer.concat(bodies),
    pieces,
  };
}
