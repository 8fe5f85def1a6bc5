import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { applyMigrations, listMigrations, MigrationError } from '@/lib/db/apply-migrations';
import { createTestDatabase, type TestDatabase } from '../../support/database';

let database: TestDatabase;
let directory: string;

beforeEach(async () => {
  database = await createTestDatabase();
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'siegel-migrations-'));
  for (const name of listMigrations()) write(name, '-- applied by the template');
});
afterEach(async () => {
  await database.drop();
  fs.rmSync(directory, { recursive: true });
});

function write(name: string, sql: string): void {
  fs.mkdirSync(path.join(directory, name));
  fs.writeFileSync(path.join(directory, name, 'migration.sql'), sql);
}

async function query(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

test('makes the database and applies every migration, once', async () => {
  const url = new URL(database.url);
  url.pathname = `${url.pathname}_new`;
  const runs = await Promise.all([applyMigrations(url.href), applyMigrations(url.href)]);
  expect(runs.flat()).toEqual(listMigrations());
  expect(await applyMigrations(url.href)).toEqual([]);
  await query(`DROP DATABASE ${url.pathname.slice(1)} WITH (FORCE)`);
});

test('a failing migration leaves nothing behind and is tried again', async () => {
  write('99990101000000_next', 'CREATE TABLE half_done (id int); SELECT 1/0;');
  await expect(applyMigrations(database.url, directory)).rejects.toThrow('The migration 99990101000000_next failed: division by zero.');
  expect(await query("SELECT to_regclass('half_done') AS found")).toEqual([{ found: null }]);
  fs.writeFileSync(path.join(directory, '99990101000000_next', 'migration.sql'), 'CREATE TABLE whole (id int);');
  expect(await applyMigrations(database.url, directory)).toEqual(['99990101000000_next']);
});

test('statements are not split: function bodies may contain semicolons', async () => {
  write('99990101000000_next', 'CREATE FUNCTION one() RETURNS int AS $$ BEGIN PERFORM 1; RETURN 1; END $$ LANGUAGE plpgsql;');
  await applyMigrations(database.url, directory);
  expect(await query('SELECT one()')).toEqual([{ one: 1 }]);
});

test('a database of a newer version is refused', async () => {
  write('99990101000000_next', 'SELECT 1');
  await applyMigrations(database.url, directory);
  await expect(applyMigrations(database.url)).rejects.toThrow(MigrationError);
  await expect(applyMigrations(database.url)).rejects.toThrow('newer version of Siegel (99990101000000_next)');
});
