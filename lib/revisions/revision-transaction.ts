import type { Prisma } from '@/lib/db/generated/prisma/client';
import type { Database } from '@/lib/db/prisma';
import type { ItemKind } from './item-content';
import { latestRevision } from './latest-revision';

/** "POLI": whoever changes the policy holds this advisory lock until the commit, so that revisions follow one another without a gap. */
const POLICY_LOCK = 0x504f4c49;

/** Channel on which workers hear that a revision has come into force; the payload is its number. */
const POLICY_CHANNEL = 'siegel_policy';

/** One line of a revision's list of changes. */
interface RevisionChange {
  readonly action: 'create' | 'update' | 'delete' | 'move';
  readonly kind: ItemKind;
  readonly name: string;
}

/** A change of the policy under way: it sees the newest state, and nobody else changes the policy before it ends. */
export interface RevisionTransaction {
  readonly tx: Prisma.TransactionClient;
  /** The revision in force; 0 before the first. */
  readonly current: number;
  /** Makes the next revision, to be in force from the commit on, and returns its number. At most once per transaction. */
  readonly openRevision: (changes: readonly RevisionChange[]) => Promise<number>;
}

/** Runs a change of the policy as one transaction, alone. Returning without `openRevision` changes nothing. */
export function changePolicy<Outcome>(
  db: Database,
  author: string,
  change: (transaction: RevisionTransaction) => Promise<Outcome>,
): Promise<Outcome> {
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`select pg_advisory_xact_lock(${POLICY_LOCK})`;
      const current = (await latestRevision(tx)) ?? 0;
      return change({
        tx,
        current,
        openRevision: async (changes) => {
          const number = current + 1;
          await tx.policyRevision.create({ data: { number, author, changes: changes.map((line) => ({ ...line })) } });
          await tx.$executeRaw`select pg_notify(${POLICY_CHANNEL}, ${String(number)})`;
          return number;
        },
      });
    },
    { maxWait: 10_000, timeout: 30_000 },
  );
}
