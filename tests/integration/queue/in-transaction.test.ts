import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '@/lib/queue/in-transaction';
import { createTestDatabase, type TestDatabase } from '../../support/database';

// All or nothing, also when the connection breaks meanwhile.

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 1 });
  await pool.query('CREATE TABLE note (text text)');
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const note = (db: pg.ClientBase, text: string) => db.query('INSERT INTO note VALUES ($1)', [text]);
const notes = async () => (await pool.query<{ text: string }>('SELECT text FROM note')).rows.map(({ text }) => text);

test('what is done is done when it resolves', async () => {
  expect(await inTransaction(pool, async (db) => (await note(db, 'kept')).rowCount)).toBe(1);
  expect(await notes()).toEqual(['kept']);
});

test('what throws leaves nothing, and the pool usable', async () => {
  const work = inTransaction(pool, async (db) => {
    await note(db, 'lost');
    throw new Error('changed my mind');
  });
  await expect(work).rejects.toThrow('changed my mind');
  expect(await notes()).toEqual(['kept']);
});

test('a connection that breaks is an error of this transaction alone', async () => {
  const work = inTransaction(pool, async (db) => {
    await note(db, 'lost');
    await db.query('SELECT pg_terminate_backend(pg_backend_pid())');
  });
  await expect(work).rejects.toThrow(/terminat/);
  expect(await notes()).toEqual(['kept']);
});

test('a connection that breaks between two queries is one, too', async () => {
  const work = inTransaction(pool, async (db) => {
    const { rows } = await db.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const gone = new Promise((resolve) => db.once('end', resolve));
    const other = new pg.Client({ connectionString: database.url });
    await other.connect();
    await other.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await other.end();
    await gone;
    await note(db, 'lost');
  });
  await expect(work).rejects.toThrow();
  expect(await notes()).toEqual(['kept']);
});
