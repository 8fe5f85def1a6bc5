import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type PolicyTest, policyTestSchema } from '@/lib/acceptance/policy-test';
import type { Database } from '@/lib/db/prisma';
import { StoredPolicyError } from './policy-of-items';

/** A test as it is kept beside the policy. `version` counts its changes. */
export interface StoredPolicyTest extends PolicyTest {
  readonly id: string;
  readonly version: number;
  readonly changedAt: Date;
  readonly changedBy: string;
}

const rowsSchema = z.array(
  z.object({
    id: z.uuid(),
    version: z.int(),
    name: z.string(),
    mail: z.json(),
    expected: z.json(),
    changedAt: z.date(),
    changedBy: z.string(),
  }),
);

/** All tests by name. @throws StoredPolicyError if this version of the program cannot read one */
export async function loadPolicyTests(db: Pick<Database, '$queryRaw'>): Promise<StoredPolicyTest[]> {
  const rows = await db.$queryRaw`
    select id, version, name, mail, expected, changed_at as "changedAt", changed_by as "changedBy" from policy_test order by lower(name)`;
  return rowsSchema.parse(rows).map(({ name, mail, expected, ...rest }) => {
    const test = policyTestSchema.safeParse({ name, mail, expected });
    if (test.success) return { ...rest, ...test.data };
    throw new StoredPolicyError(`The stored policy test "${name}" is not valid: ${test.error.issues[0]?.path.join('.')}.`);
  });
}

export type TestSaveOutcome =
  | { readonly kind: 'saved'; readonly id: string; readonly version: number }
  | { readonly kind: 'conflict' | 'name-taken' | 'not-found' };

export async function createPolicyTest(db: Database, author: string, { name, mail, expected }: PolicyTest): Promise<TestSaveOutcome> {
  const id = randomUUID();
  const created = await db.$executeRaw`
    insert into policy_test (id, name, mail, expected, changed_by)
    values (${id}::uuid, ${name}, ${JSON.stringify(mail)}::jsonb, ${JSON.stringify(expected)}::jsonb, ${author})
    on conflict (lower(name)) do nothing`;
  return created === 0 ? { kind: 'name-taken' } : { kind: 'saved', id, version: 1 };
}

/** Replaces a test that the author has seen in `version`. */
export async function updatePolicyTest(
  db: Database,
  author: string,
  { id, version, test: { name, mail, expected } }: { readonly id: string; readonly version: number; readonly test: PolicyTest },
): Promise<TestSaveOutcome> {
  const [taken] = await db.$queryRaw<unknown[]>`select 1 from policy_test where lower(name) = lower(${name}) and id <> ${id}::uuid`;
  if (taken !== undefined) return { kind: 'name-taken' };
  const changed = await db.$executeRaw`
    update policy_test set name = ${name}, mail = ${JSON.stringify(mail)}::jsonb, expected = ${JSON.stringify(expected)}::jsonb,
      version = version + 1, changed_at = now(), changed_by = ${author}
    where id = ${id}::uuid and version = ${version}`;
  return changed === 0 ? whyNot(db, id) : { kind: 'saved', id, version: version + 1 };
}

/** Deletes a test that the author has seen in `version`. */
export async function deletePolicyTest(db: Database, id: string, version: number): Promise<TestSaveOutcome> {
  const deleted = await db.$executeRaw`delete from policy_test where id = ${id}::uuid and version = ${version}`;
  return deleted === 0 ? whyNot(db, id) : { kind: 'saved', id, version };
}

async function whyNot(db: Database, id: string): Promise<TestSaveOutcome> {
  const [row] = await db.$queryRaw<unknown[]>`select 1 from policy_test where id = ${id}::uuid`;
  return { kind: row === undefined ? 'not-found' : 'conflict' };
}
