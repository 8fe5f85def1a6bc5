import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { RuleOutcome } from '@/lib/acceptance/rule-outcomes';
import { pruneRuleHits, RuleHits } from '@/smtp-worker/rule-hits';
import { createTestDatabase, type TestDatabase } from '../../support/database';

// Counted in memory, added up in the database, gone after 90 days.

const RULE = '3f2b8a52-1a70-4f0e-9d0b-2f5c1f0a9d11';
const refused: RuleOutcome = { ruleId: RULE, mode: 'enforce', matched: true, decided: true };
const passed: RuleOutcome = { ruleId: RULE, mode: 'enforce', matched: false, decided: false };
const overruled: RuleOutcome = { ruleId: RULE, mode: 'enforce', matched: true, decided: false };

let database: TestDatabase;
let pool: pg.Pool;
let now: Date;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(async () => {
  await pool.query('DELETE FROM rule_hit');
  now = new Date('2026-11-24T09:59:59.000Z');
});

async function stored(): Promise<string[]> {
  const { rows } = await pool.query<{ hour: Date; mode: string; judged: number; matched: number; decided: number }>(
    'SELECT * FROM rule_hit ORDER BY hour, mode',
  );
  return rows.map(({ hour, mode, ...counts }) => `${hour.toISOString()} ${mode} ${counts.judged} ${counts.matched} ${counts.decided}`);
}

test('by hour and mode, what was judged, matched and decided apart, also over several flushes', async () => {
  const hits = new RuleHits(() => now);
  for (const outcome of [refused, passed, passed, overruled]) hits.count(outcome);
  await hits.flush(pool);
  hits.count(refused);
  hits.count({ ...refused, mode: 'monitor' });
  now = new Date('2026-11-24T10:00:00.000Z');
  hits.count(passed);
  await hits.flush(pool);
  await hits.flush(pool);
  expect(await stored()).toEqual([
    '2026-11-24T09:00:00.000Z enforce 5 3 2',
    '2026-11-24T09:00:00.000Z monitor 1 1 1',
    '2026-11-24T10:00:00.000Z enforce 1 0 0',
  ]);
});

test('the hour in which a message had been received that it routed later, without a count', async () => {
  const hits = new RuleHits(() => now);
  hits.count(passed);
  hits.noteRouted(refused, new Date('2026-11-24T09:10:00.000Z'));
  hits.noteRouted(refused, new Date('2026-11-20T23:59:59.999Z'));
  await hits.flush(pool);
  hits.count(passed);
  await hits.flush(pool);
  expect(await stored()).toEqual(['2026-11-20T23:00:00.000Z enforce 0 0 0', '2026-11-24T09:00:00.000Z enforce 2 0 0']);
  const { rows } = await pool.query('SELECT FROM rule_hit WHERE routed');
  expect(rows).toHaveLength(2);
});

test('what cannot be written is kept for the next time, together with what came since', async () => {
  const hits = new RuleHits(() => now);
  const away = new pg.Pool({ connectionString: database.url.replace(/\/[^/]*$/, '/no_such_database') });
  hits.count(refused);
  const failed = hits.flush(away);
  hits.count(passed);
  await expect(failed).rejects.toThrow();
  await away.end();
  await hits.flush(pool);
  expect(await stored()).toEqual(['2026-11-24T09:00:00.000Z enforce 2 1 1']);
});

test('an hour that began more than 90 days ago is deleted', async () => {
  await pool.query(
    `INSERT INTO rule_hit (rule_id, hour, mode, judged, matched, decided)
     SELECT $1, now() - make_interval(days => age), 'enforce', age, 0, 0 FROM unnest(ARRAY[1, 89, 91, 400]) AS age`,
    [RULE],
  );
  await pruneRuleHits(pool);
  const { rows } = await pool.query<{ judged: number }>('SELECT judged FROM rule_hit ORDER BY judged');
  expect(rows.map(({ judged }) => judged)).toEqual([1, 89]);
});
