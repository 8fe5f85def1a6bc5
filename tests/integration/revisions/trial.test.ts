import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '@/lib/db/prisma';
import { ruleDraftSchema } from '@/lib/policy/parse-rule';
import { createItem } from '@/lib/revisions/create-item';
import { deleteItem } from '@/lib/revisions/delete-item';
import { ensureFirstRevision } from '@/lib/revisions/first-revision';
import { latestRevision } from '@/lib/revisions/latest-revision';
import { loadPolicy } from '@/lib/revisions/load-policy';
import { moveRule } from '@/lib/revisions/move-rule';
import { StoredPolicyError } from '@/lib/revisions/policy-of-items';
import { restoreRevision } from '@/lib/revisions/restore-revision';
import type { SaveOutcome } from '@/lib/revisions/save-outcome';
import { settleOpenTrial, takeBackOverdue } from '@/lib/revisions/settle-trial';
import { openTrial } from '@/lib/revisions/trial';
import { updateItem } from '@/lib/revisions/update-item';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url);
  await ensureFirstRevision(db);
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

const draft = (name: string, comment = '') => ({
  kind: 'rule' as const,
  content: ruleDraftSchema.parse({
    ...{ name, comment, mode: 'enforce', match: 'all', conditions: [] },
    actions: [{ action: 'smtp.action', parameters: { outcome: 'reject' } }],
  }),
});

async function saved(outcome: Promise<SaveOutcome>) {
  const each = await outcome;
  if (each.kind !== 'saved') throw new Error(each.kind);
  return each;
}

const create = (name: string, author = 'ada', confirmWithin: number | null = null) =>
  saved(createItem(db, author, draft(name), { terms: { note: '', confirmWithin } }));
const policyAt = async (revision?: number) => {
  const { revision: _, ...policy } = await loadPolicy(db, revision);
  return policy;
};
const names = async () => (await policyAt()).rules.map(({ name }) => name);
const newest = async () => (await latestRevision(db)) ?? 0;
const makeOverdue = () => db.$executeRaw`update policy_trial set deadline = now() - interval '1 second' where outcome is null`;
const audited = async (action: string) => db.auditEvent.count({ where: { action } });

describe('restoring', () => {
  test('brings back rules, their order and contents as a new revision, and loses nothing', async () => {
    const a = await create('a');
    const b = await create('b');
    const wanted = await policyAt(b.revision);
    const renamed = await saved(updateItem(db, 'ada', { id: a.id, version: a.version, draft: draft('A2', 'changed') }));
    await moveRule(db, 'ada', { id: b.id, order: 1 });
    await create('c');
    // Another rule bears the old name of the first one.
    await create('a');
    await saved(deleteItem(db, 'ada', { kind: 'rule', id: b.id, version: b.version }));
    const before = await newest();
    const lost = await policyAt();

    const outcome = await restoreRevision(db, 'bob', {
      target: b.revision,
      seen: before,
      terms: { note: 'as it was', confirmWithin: null },
    });
    expect(outcome).toEqual({ kind: 'restored', revision: before + 1 });
    expect(await policyAt()).toEqual(wanted);
    expect(await policyAt(before)).toEqual(lost);
    expect((await policyAt(renamed.revision)).rules.map(({ name }) => name)).toEqual(['A2', 'b']);
    const revision = await db.policyRevision.findUniqueOrThrow({ where: { number: before + 1 } });
    expect(revision).toMatchObject({ author: 'bob', note: 'as it was', restores: b.revision });
    expect(revision.changes).toEqual(
      expect.arrayContaining([
        { action: 'update', kind: 'rule', name: 'a' },
        { action: 'create', kind: 'rule', name: 'b' },
        { action: 'delete', kind: 'rule', name: 'c' },
        { action: 'delete', kind: 'rule', name: 'a' },
      ]),
    );
    expect(await restoreRevision(db, 'bob', { target: before, seen: before + 1 })).toEqual({ kind: 'restored', revision: before + 2 });
    expect(await policyAt()).toEqual(lost);
  });

  test('what is the same already makes no revision', async () => {
    const current = await newest();
    expect(await restoreRevision(db, 'bob', { target: current, seen: current })).toEqual({ kind: 'restored', revision: current });
    expect(await newest()).toBe(current);
  });

  test('is refused to whoever has compared it with another state, and for a revision that never was', async () => {
    const current = await newest();
    expect(await restoreRevision(db, 'bob', { target: 1, seen: current - 1 })).toEqual({ kind: 'conflict' });
    expect(await restoreRevision(db, 'bob', { target: current + 5, seen: current })).toEqual({ kind: 'not-found' });
    expect(await restoreRevision(db, 'bob', { target: 0, seen: current })).toEqual({ kind: 'not-found' });
    expect(await newest()).toBe(current);
  });

  test('is refused if this version cannot read what would come back', async () => {
    const { id, revision } = await create('unreadable');
    const { version } = await saved(updateItem(db, 'ada', { id, version: (await inForce(id)).versionId, draft: draft('readable') }));
    await db.policyItem.updateMany({ where: { itemId: id, versionId: { not: version } }, data: { content: {} } });
    const current = await newest();
    await expect(restoreRevision(db, 'bob', { target: revision, seen: current })).rejects.toThrow(StoredPolicyError);
    expect(await newest()).toBe(current);
  });
});

const inForce = (itemId: string) => db.policyItem.findFirstOrThrow({ where: { itemId, validTo: null } });

describe('a save on trial', () => {
  test('is taken back after its deadline, once, however many workers look', async () => {
    const before = await policyAt();
    const { revision } = await create('tried', 'ada', 10);
    expect(await takeBackOverdue(db)).toBeNull();
    expect(await openTrial(db)).toMatchObject({ revision, revertTo: revision - 1, author: 'ada' });
    expect((await openTrial(db))?.secondsLeft).toBeGreaterThan(590);
    await makeOverdue();

    const workers = Array.from({ length: 6 }, () => openDatabase(database.url));
    const results = await Promise.all(workers.map(takeBackOverdue));
    await Promise.all(workers.map((each) => each.$disconnect()));
    expect(results.filter((result) => result !== null)).toEqual([{ revision: revision + 1, takenBack: revision }]);
    expect(await policyAt()).toEqual(before);
    expect(await newest()).toBe(revision + 1);
    expect(await db.policyRevision.findUniqueOrThrow({ where: { number: revision + 1 } })).toMatchObject({
      ...{ author: 'Siegel', restores: revision - 1 },
      changes: [{ action: 'delete', kind: 'rule', name: 'tried' }],
    });
    expect(await db.policyTrial.findUniqueOrThrow({ where: { revision } })).toMatchObject({ outcome: 'expired', settledBy: 'Siegel' });
    expect([await audited('trial.begun'), await audited('trial.expired')]).toEqual([1, 1]);
  });

  test('stays when it is confirmed in time', async () => {
    const { revision } = await create('kept', 'ada', 1);
    expect(await settleOpenTrial(db, 'bob', { outcome: 'confirmed', seen: revision - 1 })).toEqual({ kind: 'conflict' });
    expect(await settleOpenTrial(db, 'bob', { outcome: 'confirmed', seen: revision })).toEqual({ kind: 'settled', revision });
    expect(await settleOpenTrial(db, 'bob', { outcome: 'taken-back', seen: revision })).toEqual({ kind: 'nothing-on-trial' });
    await makeOverdue();
    expect(await takeBackOverdue(db)).toBeNull();
    expect(await names()).toContain('kept');
    expect(await audited('trial.confirmed')).toBe(1);
  });

  test('can be taken back at once', async () => {
    const { revision } = await create('regretted', 'ada', 30);
    expect(await settleOpenTrial(db, 'ada', { outcome: 'taken-back', seen: revision })).toEqual({
      kind: 'settled',
      revision: revision + 1,
    });
    expect(await names()).not.toContain('regretted');
  });

  test('covers what its author saves meanwhile, and gives it a new deadline if that asks for one', async () => {
    const before = await policyAt();
    const first = await create('first try', 'ada', 5);
    await create('second try', 'ada');
    const third = await create('third try', 'ada', 60);
    expect(await openTrial(db)).toMatchObject({ revision: first.revision, revertTo: first.revision - 1 });
    expect((await openTrial(db))?.secondsLeft).toBeGreaterThan(3500);
    await makeOverdue();
    expect(await takeBackOverdue(db)).toEqual({ revision: third.revision + 1, takenBack: third.revision });
    expect(await policyAt()).toEqual(before);
  });

  test('refuses the saves of others, and of its author when it is overdue', async () => {
    const { revision, id, version } = await create('alone', 'ada', 5);
    const others = [
      createItem(db, 'bob', draft('another')),
      moveRule(db, 'bob', { id, order: 1 }),
      deleteItem(db, 'bob', { kind: 'rule', id, version }),
      restoreRevision(db, 'bob', { target: 1, seen: revision }),
    ];
    for (const outcome of await Promise.all(others))
      expect(outcome).toMatchObject({ kind: 'on-trial', trial: { author: 'ada', revision } });
    await makeOverdue();
    expect(await createItem(db, 'ada', draft('too late'))).toMatchObject({ kind: 'on-trial' });
    expect(await newest()).toBe(revision);
    await takeBackOverdue(db);
    expect((await createItem(db, 'bob', draft('another'))).kind).toBe('saved');
  });

  test('confirming and the deadline at the same moment: one of them wins, whole', async () => {
    const { revision } = await create('contested', 'ada', 5);
    await makeOverdue();
    const [confirmed, takenBack] = await Promise.all([
      settleOpenTrial(db, 'ada', { outcome: 'confirmed', seen: revision }),
      takeBackOverdue(db),
    ]);
    expect((await names()).includes('contested')).toBe(confirmed.kind === 'settled');
    expect(takenBack === null).toBe(confirmed.kind === 'settled');
  });
});
