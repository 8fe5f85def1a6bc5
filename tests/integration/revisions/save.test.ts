import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '@/lib/db/prisma';
import { DEFAULT_ACCEPTANCE, DEFAULT_ROUTING } from '@/lib/policy/basic-settings';
import { ruleDraftSchema } from '@/lib/policy/parse-rule';
import { createItem } from '@/lib/revisions/create-item';
import { deleteItem } from '@/lib/revisions/delete-item';
import { ensureFirstRevision } from '@/lib/revisions/first-revision';
import { latestRevision } from '@/lib/revisions/latest-revision';
import { loadPolicy } from '@/lib/revisions/load-policy';
import { moveRule } from '@/lib/revisions/move-rule';
import { StoredPolicyError } from '@/lib/revisions/policy-of-items';
import type { SaveOutcome } from '@/lib/revisions/save-outcome';
import { updateItem } from '@/lib/revisions/update-item';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';
import { waitFor } from '@/tests/support/wait-for';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url);
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

const draft = (name: string, comment = '') => ({
  kind: 'rule' as const,
  content: ruleDraftSchema.parse({
    name,
    mode: 'enforce',
    match: 'all',
    conditions: [],
    actions: [{ action: 'smtp.action', parameters: { outcome: 'reject' } }],
    comment,
  }),
});

const byAda = (outcome: Promise<SaveOutcome>) =>
  outcome.then((each) => {
    if (each.kind !== 'saved') throw new Error(each.kind);
    return each;
  });
const create = (name: string, beforeRule: string | null = null) => byAda(createItem(db, 'ada', draft(name), { beforeRule }));
const namesAt = async (revision?: number) => (await loadPolicy(db, revision)).rules.map(({ name }) => name);

async function deleteAllRules(): Promise<void> {
  const rules = await db.policyItem.findMany({ where: { kind: 'rule', validTo: null } });
  for (const { itemId: id, versionId: version } of rules) await deleteItem(db, 'ada', { kind: 'rule', id, version });
}

test('before the first save there is no policy; the first revision holds the defaults, however many make it', async () => {
  expect(await latestRevision(db)).toBeNull();
  await expect(loadPolicy(db)).rejects.toThrow(StoredPolicyError);
  await Promise.all([ensureFirstRevision(db), ensureFirstRevision(db), ensureFirstRevision(db)]);
  expect(await loadPolicy(db)).toEqual({
    revision: 1,
    rules: [],
    localDomains: [],
    namedLists: [],
    acceptance: DEFAULT_ACCEPTANCE,
    routing: DEFAULT_ROUTING,
  });
});

test('every revision stays readable as it was', async () => {
  const a = await create('a');
  const b = await create('b');
  const changed = await byAda(updateItem(db, 'bob', { id: a.id, version: a.version, draft: draft('a renamed') }));
  const moved = await byAda(moveRule(db, 'ada', { id: b.id, order: 1 }));
  const domain = {
    domain: 'ours.example',
    deliverTo: {
      hosts: [{ host: 'mail.ours.example', port: null }],
      encryption: 'starttls' as const,
      certificateCheck: null,
      authentication: null,
    },
  };
  const local = await byAda(createItem(db, 'ada', { kind: 'local_domain', content: domain }));
  const deleted = await byAda(deleteItem(db, 'ada', { kind: 'rule', id: a.id, version: changed.version }));

  expect(await namesAt(a.revision)).toEqual(['a']);
  expect(await namesAt(b.revision)).toEqual(['a', 'b']);
  expect(await namesAt(changed.revision)).toEqual(['a renamed', 'b']);
  expect(await namesAt(moved.revision)).toEqual(['b', 'a renamed']);
  expect(await namesAt(deleted.revision)).toEqual(['b']);
  expect(await namesAt()).toEqual(['b']);
  expect((await loadPolicy(db, moved.revision)).localDomains).toEqual([]);
  expect((await loadPolicy(db, local.revision)).localDomains).toEqual([{ id: local.id, ...domain }]);

  const revision = await db.policyRevision.findUniqueOrThrow({ where: { number: changed.revision } });
  expect(revision).toMatchObject({ author: 'bob', changes: [{ action: 'update', kind: 'rule', name: 'a renamed' }] });
});

test('the same rule keeps its id over all versions, and another never gets its name', async () => {
  await deleteAllRules();
  const first = await create('Name');
  expect(await createItem(db, 'bob', draft('nAME'))).toEqual({ kind: 'name-taken' });
  await deleteItem(db, 'ada', { kind: 'rule', id: first.id, version: first.version });
  const second = await create('name');
  expect(second.id).not.toBe(first.id);
});

test('of two saves on the same version one is a conflict, and makes no revision', async () => {
  await deleteAllRules();
  const { id, version, revision } = await create('race');
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, (_, n) => updateItem(db, `author ${n}`, { id, version, draft: draft('race', `by ${n}`) })),
  );
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual([...Array(7).fill('conflict'), 'saved']);
  expect(await latestRevision(db)).toBe(revision + 1);
});

test('saves at the same moment follow one another without a gap', async () => {
  await deleteAllRules();
  const before = (await latestRevision(db)) ?? 0;
  const saved = await Promise.all(Array.from({ length: 10 }, (_, n) => create(`parallel ${n}`)));
  expect(saved.map(({ revision }) => revision).sort((a, b) => a - b)).toEqual(Array.from({ length: 10 }, (_, n) => before + 1 + n));
  expect(await namesAt()).toHaveLength(10);
});

describe('where positions are too close', () => {
  test('the list is numbered anew, and every revision keeps its order', async () => {
    await deleteAllRules();
    const last = await create('last');
    await create('first', last.id);
    // Each goes right above the last one: the gap is halved until there is no room.
    const names: string[] = [];
    for (let n = 1; n <= 30; n += 1) {
      await create(`rule ${n}`, last.id);
      names.push(`rule ${n}`);
    }
    expect(await namesAt()).toEqual(['first', ...names, 'last']);
    const positions = (await db.policyItem.findMany({ where: { kind: 'rule', validTo: null }, orderBy: { position: 'asc' } })).map(
      ({ position }) => position,
    );
    const gaps = positions.slice(1).map((position, i) => position - (positions[i] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(1e-7);
    const newest = (await latestRevision(db)) ?? 0;
    for (let back = 0; back < 30; back += 1) {
      expect(await namesAt(newest - back)).toEqual(['first', ...names.slice(0, names.length - back), 'last']);
    }
  });

  test('moving a rule numbers the list anew too', async () => {
    await deleteAllRules();
    const [a, , c] = [await create('a'), await create('b'), await create('c')];
    await db.policyItem.updateMany({ where: { itemId: a.id, validTo: null }, data: { position: 2 - 1e-9 } });
    const before = await latestRevision(db);
    const moved = await byAda(moveRule(db, 'ada', { id: c.id, order: 2 }));
    expect(moved.revision).toBe((before ?? 0) + 1);
    expect(await namesAt()).toEqual(['a', 'c', 'b']);
    expect(await namesAt(before ?? 0)).toEqual(['a', 'b', 'c']);
    // The version that came back is the one in force.
    const again = await updateItem(db, 'ada', { id: c.id, version: moved.version, draft: draft('c', 'changed') });
    expect(again.kind).toBe('saved');
  });
});

test('workers are told the number of the new revision, at the commit', async () => {
  await deleteAllRules();
  const listener = new pg.Client({ connectionString: database.url });
  await listener.connect();
  const heard: string[] = [];
  listener.on('notification', ({ payload }) => heard.push(payload ?? ''));
  await listener.query('LISTEN siegel_policy');
  try {
    const { id, version, revision } = await create('told');
    await updateItem(db, 'ada', { id, version, draft: draft('told') });
    const { revision: next } = await byAda(updateItem(db, 'ada', { id, version, draft: draft('told', 'again') }));
    await waitFor('both notifications', () => heard.length >= 2);
    expect(heard).toEqual([String(revision), String(next)]);
  } finally {
    await listener.end();
  }
});

test('a stored item that cannot be read is named, and nothing is loaded', async () => {
  await deleteAllRules();
  const { id } = await create('spoilt');
  await db.policyItem.updateMany({ where: { itemId: id }, data: { content: { name: 'spoilt', mode: 'enforce' } } });
  await expect(loadPolicy(db)).rejects.toThrow(/^The stored rule "spoilt" is not valid: /);
});
