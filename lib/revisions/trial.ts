import { z } from 'zod';
import { recordEvent } from '@/lib/audit/record-event';
import type { Prisma } from '@/lib/db/generated/prisma/client';
import type { Database } from '@/lib/db/prisma';

/** What was saved from `revision` on is taken back to the state of `revertTo` unless somebody confirms it before the deadline. */
export interface Trial {
  readonly revision: number;
  readonly revertTo: number;
  /** Who saved. Nobody else can save before it is settled. */
  readonly author: string;
  readonly deadline: Date;
  /** By the clock of the database, the only one that counts; negative after the deadline. */
  readonly secondsLeft: number;
}

type Reader = Pick<Database, '$queryRaw'>;

const rowsSchema = z.array(
  z.object({ revision: z.int(), revertTo: z.int(), author: z.string(), deadline: z.date(), secondsLeft: z.number() }),
);

/** The trial that is not settled yet: at most one. */
export async function openTrial(db: Reader): Promise<Trial | null> {
  const rows = await db.$queryRaw`
    select revision, revert_to as "revertTo", author, deadline,
      extract(epoch from deadline - clock_timestamp())::float8 as "secondsLeft"
    from policy_trial where outcome is null`;
  return rowsSchema.parse(rows)[0] ?? null;
}

/** Puts `revision` on trial, or gives the open trial, which then covers this revision too, a new deadline. Under the policy lock. */
export async function beginTrial(
  tx: Prisma.TransactionClient,
  { author, revision, minutes }: { readonly author: string; readonly revision: number; readonly minutes: number },
): Promise<void> {
  const extended = await tx.$executeRaw`
    update policy_trial set deadline = clock_timestamp() + make_interval(mins => ${minutes}::int) where outcome is null`;
  if (extended === 0) {
    await tx.$executeRaw`
      insert into policy_trial (revision, revert_to, author, deadline)
      values (${revision}, ${revision - 1}, ${author}, clock_timestamp() + make_interval(mins => ${minutes}::int))`;
  }
  await recordEvent(tx, author, 'trial.begun', { revision, minutes });
}

/** How a trial can end: by a person who confirms or takes back, or by its deadline. */
export type TrialOutcome = 'confirmed' | 'taken-back' | 'expired';

/** Ends the open trial, whose changes reached as far as revision `last`. Under the policy lock. */
export async function settleTrial(
  tx: Prisma.TransactionClient,
  trial: Trial,
  { by, outcome, last }: { readonly by: string; readonly outcome: TrialOutcome; readonly last: number },
): Promise<void> {
  await tx.$executeRaw`
    update policy_trial set outcome = ${outcome}, settled_by = ${by}, settled_at = clock_timestamp() where revision = ${trial.revision}`;
  await recordEvent(tx, by, `trial.${outcome}`, { revision: trial.revision, last, revertTo: trial.revertTo });
}
