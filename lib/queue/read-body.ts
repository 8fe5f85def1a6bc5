import { Readable } from 'node:stream';
import type pg from 'pg';

/** A stored message: whole if it has one chunk, else as a stream that holds one chunk at a time. Null if there is none. */
export async function readBody(pool: pg.Pool, transactionId: string): Promise<Buffer | Readable | null> {
  const first = await readChunk(pool, transactionId, 0);
  if (first === null) return null;
  return first.more ? Readable.from(chunks(pool, transactionId, first), { objectMode: false }) : first.data;
}

/** The beginning of a stored message, one chunk of it; empty if there is none. */
export async function readBeginning(pool: pg.Pool, transactionId: string): Promise<Buffer> {
  return (await readChunk(pool, transactionId, 0))?.data ?? Buffer.alloc(0);
}

interface Chunk {
  readonly data: Buffer;
  readonly more: boolean;
}

async function* chunks(pool: pg.Pool, transactionId: string, first: Chunk): AsyncGenerator<Buffer> {
  let chunk = first;
  for (let sequence = 1; ; sequence += 1) {
    yield chunk.data;
    if (!chunk.more) return;
    const next = await readChunk(pool, transactionId, sequence);
    if (next === null) throw new Error(`the body of ${transactionId} ends before chunk ${sequence}`);
    chunk = next;
  }
}

async function readChunk(pool: pg.Pool, transactionId: string, sequence: number): Promise<Chunk | null> {
  const { rows } = await pool.query<Chunk>({
    name: 'read-chunk',
    text: `SELECT data, EXISTS (SELECT FROM message_chunk WHERE transaction_id = $1 AND sequence = $2::int + 1) AS more
           FROM message_chunk WHERE transaction_id = $1 AND sequence = $2::int`,
    values: [transactionId, sequence],
  });
  return rows[0] ?? null;
}
