import type { Prisma } from '@/lib/db/generated/prisma/client';
import type { Database } from '@/lib/db/prisma';
import { demandUnbrokenTests } from './broken-tests';
import type { ItemKind } from './item-content';
import { latestRevision } from './latest-revision';
import { PLAIN_SAVE, type SaveTerms } from './save-terms';
import { beginTrial, openTrial, type Trial } from './trial';

/** "POLI": whoever changes the policy holds this advisory lock until the commit, so that revisions follow one another without a gap. */
const POLICY_LOCK = 0x504f4c49;

/** Channel on which workers hear that a revision has come into force; the payload is its number. */
const POLICY_CHANNEL = 'siegel_policy';

/** One line of a revision's list of changes. */
export interface RevisionChange {
  readonly action: 'create' | 'update' | 'delete' | 'move';
  readonly kind: ItemKind;
  readonly name: string;
}

/** A change of the policy under way: it sees the newest state, and nobody else changes the policy before it ends. */
export interface RevisionTransaction {
  readonly tx: Prisma.TransactionClient;
  /** The revision in force; 0 before the first. */
  readonly current: number;
  /** What is on trial now. */
  readonly trial: Trial | null;
  /**
   * Makes the next revision, to be in force from the commit on, and returns its number. At most once per transaction.
   * `restores`: the revision whose state it brings back.
   */
  readonly openRevision: (changes: readonly RevisionChange[], restores?: number) => Promise<number>;
}

/** A change was not made, because somebody else's is on trial, or it is overdue: that must be settled first. */
export interface OnTrial {
  readonly kind: 'on-trial';
  readonly trial: Trial;
}

/**
 * Runs a change of the policy as one transaction, alone. Returning without `openRevision` changes nothing. While something is on trial, only
 * its author can change more: that is then covered by the same trial.
 * @throws BreaksTests if policy tests that `terms` do not name would no longer be met
 */
export function changePolicy<Outcome>(
  db: Database,
  author: string,
  change: (transaction: RevisionTransaction) => Promise<Outcome>,
  terms: SaveTerms = PLAIN_SAVE,
): Promise<Outcome | OnTrial> {
  return holdPolicy<Outcome | OnTrial>(
    db,
    author,
    async (transaction) => {
      const { trial } = transaction;
      if (trial !== null && (trial.author !== author || trial.secondsLeft <= 0)) return { kind: 'on-trial', trial };
      const { tx, current: before, openRevision } = transaction;
      let opened: number | null = null;
      const outcome = await change({
        ...transaction,
        openRevision: async (...revision) => {
          opened = await openRevision(...revision);
          return opened;
        },
      });
      if (opened !== null) await demandUnbrokenTests(tx, { before, after: opened, acknowledged: terms.acknowledge ?? [] });
      return outcome;
    },
    terms,
  );
}

/** The same, whatever is on trial: for what settles it. */
export function holdPolicy<Outcome>(
  db: Database,
  author: string,
  change: (transaction: RevisionTransaction) => Promise<Outcome>,
  { note, confirmWithin }: SaveTerms = PLAIN_SAVE,
): Promise<Outcome> {
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`select pg_advisory_xact_lock(${POLICY_LOCK})`;
      const current = (await latestRevision(tx)) ?? 0;
      const openRevision = async (changes: readonly RevisionChange[], restores?: number): Promise<number> => {
        const number = current + 1;
        await tx.policyRevision.create({
          data: { number, author, note, changes: changes.map((line) => ({ ...line })), restores: restores ?? null },
        });
        if (confirmWithin !== null) await beginTrial(tx, { author, revision: number, minutes: confirmWithin });
        await tx.$executeRaw`select pg_notify(${POLICY_CHANNEL}, ${String(number)})`;
        return number;
      };
      return change({ tx, current, trial: await openTrial(tx), openRevision });
    },
    { maxWait: 10_000, timeout: 30_000 },
  );
}
