import type pg from 'pg';

/**
 * Stores one chunk (CHUNK_SIZE at most) of a body that is too large to be held in memory, before its transaction is stored with
 * `body: null`. Chunks whose transaction never comes are removed later (remove-bodies.ts).
 *
 * @param sequence from 0
 */
export async function appendChunk(pool: pg.Pool, transactionId: string, sequence: number, data: Uint8Array): Promise<void> {
  await pool.query({
    name: 'append-chunk',
    text: 'INSERT INTO message_chunk (transaction_id, sequence, data) VALUES ($1, $2, $3)',
    values: [transactionId, sequence, data],
  });
}
