import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, expect, test } from 'vitest';
import { type EmbeddedPostgres, findEmbeddedPostgres, startEmbeddedPostgres } from '@/lib/db/embedded-postgres';
import { makeServerDirectory } from '../../support/server-directory';

const directory = makeServerDirectory();
let server: EmbeddedPostgres;

afterEach(async () => {
  await server.stop();
});
afterAll(() => fs.rmSync(directory, { recursive: true }));

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

test('keeps data, port and password over restarts, a kill -9 and the death of the process that started it', async () => {
  const data = path.join(directory, 'data');
  expect(await findEmbeddedPostgres(data, 'postgres')).toBeNull();
  server = await startEmbeddedPostgres({ directory: data });
  const url = server.databaseUrl('postgres');
  await query(url, 'CREATE TABLE kept AS SELECT 1 AS id');
  await query(url, 'SHOW server_encoding').then((rows) => expect(rows).toEqual([{ server_encoding: 'UTF8' }]));
  expect(fs.statSync(path.join(data, 'postgres.json')).mode & 0o777).toBe(0o600);

  await server.stop();
  await expect(query(url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  server = await startEmbeddedPostgres({ directory: data });
  expect(server.databaseUrl('postgres')).toBe(url);

  process.kill(server.pid, 'SIGKILL');
  await server.ended;
  server = await startEmbeddedPostgres({ directory: data });
  expect(server.databaseUrl('postgres')).toBe(url);
  expect(await query(url, 'SELECT id FROM kept')).toEqual([{ id: 1 }]);

  const attached = await startEmbeddedPostgres({ directory: data });
  expect(attached).toMatchObject({ attached: true, pid: server.pid, port: server.port });
  expect(await findEmbeddedPostgres(data, 'postgres')).toBe(url);
  await attached.stop();
  await server.ended;
  expect(await findEmbeddedPostgres(data, 'postgres')).toBeNull();
});

test('two run side by side, each with its own password', async () => {
  server = await startEmbeddedPostgres({ directory: path.join(directory, 'one') });
  const other = await startEmbeddedPostgres({ directory: path.join(directory, 'two') });
  try {
    expect(other.port).not.toBe(server.port);
    const wrong = new URL(other.databaseUrl('postgres'));
    wrong.password = new URL(server.databaseUrl('postgres')).password;
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
  } finally {
    await other.stop();
  }
});

test('a port that was taken meanwhile is replaced', async () => {
  server = await startEmbeddedPostgres({ directory: path.join(directory, 'one') });
  const { port } = server;
  await server.stop();
  const squatter = await startEmbeddedPostgres({ directory: path.join(directory, 'squatter') });
  const taken = squatter.port;
  try {
    fs.writeFileSync(
      path.join(directory, 'one', 'postgres.json'),
      fs.readFileSync(path.join(directory, 'one', 'postgres.json'), 'utf8').replace(String(port), String(taken)),
    );
    server = await startEmbeddedPostgres({ directory: path.join(directory, 'one') });
    expect(server.port).not.toBe(taken);
    expect(await query(server.databaseUrl('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  } finally {
    await squatter.stop();
  }
});

test('a postmaster.pid whose process is something else by now is no obstacle', async () => {
  server = await startEmbeddedPostgres({ directory: path.join(directory, 'one') });
  const file = path.join(fs.realpathSync(path.join(directory, 'one', 'postgres')), 'postmaster.pid');
  const left = fs.readFileSync(file, 'utf8');
  await server.stop();
  fs.writeFileSync(file, left.replace(/^\d+/, String(process.pid)));
  server = await startEmbeddedPostgres({ directory: path.join(directory, 'one') });
  expect(server.attached).toBe(false);
});
