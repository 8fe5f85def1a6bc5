import type pg from 'pg';

/**
 * Runs `work` in one transaction on a connection of its own.
 * @throws what `work` or the commit throws; then nothing of it was done (or, if the connection broke at the commit, it is unknown)
 */
export async function inTransaction<Result>(pool: pg.Pool, work: (client: pg.ClientBase) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  // A connection that breaks fails the query on it and says so once more here, where nobody listening would end the process.
  const broken = (): void => undefined;
  client.on('error', broken);
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    client.off('error', broken);
    client.release();
    return result;
  } catch (error) {
    // Closing the connection rolls back, even where a ROLLBACK could no longer be sent.
    client.release(true);
    throw error;
  }
}
