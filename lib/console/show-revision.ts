import { type RevisionView, revisionViewSchema } from '@/lib/api/contracts/revisions';
import type { PolicyRevision } from '@/lib/db/generated/prisma/client';
import { type Caller, demand } from './caller';
import { Refusal } from './refusal';

/** Who made a revision, when and why. @throws Refusal */
export async function showRevision(caller: Caller, number: number): Promise<RevisionView> {
  demand(caller, 'policy.read');
  const row = await caller.db.policyRevision.findUnique({ where: { number } });
  const [view] = row === null ? [] : await revisionViews(caller, [row]);
  if (view === undefined) throw new Refusal({ kind: 'not-found' });
  return view;
}

/** Stored revisions as the API shows them. */
export async function revisionViews({ db }: Pick<Caller, 'db'>, rows: readonly PolicyRevision[]): Promise<RevisionView[]> {
  const trials = await db.policyTrial.findMany({ where: { revision: { in: rows.map(({ number }) => number) } } });
  const outcomes = new Map(trials.map(({ revision, outcome }) => [revision, outcome ?? 'open']));
  return rows.map(({ number, createdAt, author, note, changes, restores }) =>
    revisionViewSchema.parse({
      ...{ number, author, note, changes, restores },
      createdAt: createdAt.toISOString(),
      trial: outcomes.get(number) ?? null,
    }),
  );
}
