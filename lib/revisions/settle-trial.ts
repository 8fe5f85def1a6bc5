import type { Database } from '@/lib/db/prisma';
import { bringBack } from './bring-back';
import { holdPolicy } from './revision-transaction';
import { openTrial, settleTrial } from './trial';

export type SettleOutcome = { readonly kind: 'settled'; readonly revision: number } | { readonly kind: 'conflict' | 'nothing-on-trial' };

/** What a person does with the changes on trial. `seen`: the newest revision that they know. */
interface Settlement {
  readonly outcome: 'confirmed' | 'taken-back';
  readonly seen: number;
}

/** Keeps what is on trial, or brings the state before it back as a new revision. Also after the deadline, if no worker has acted yet. */
export function settleOpenTrial(db: Database, by: string, { outcome, seen }: Settlement): Promise<SettleOutcome> {
  return holdPolicy<SettleOutcome>(db, by, async (transaction) => {
    const { tx, trial, current } = transaction;
    if (trial === null) return { kind: 'nothing-on-trial' };
    if (seen !== current) return { kind: 'conflict' };
    await settleTrial(tx, trial, { by, outcome, last: current });
    return { kind: 'settled', revision: outcome === 'confirmed' ? current : await bringBack(transaction, trial.revertTo) };
  });
}

/** Who stands in revisions and audit log for what the program does by itself. */
const SIEGEL = 'Siegel';

/**
 * Takes back what is on trial if its deadline has passed, by the database's clock. However many workers ask at once, one of them does it: under
 * the policy lock, where the others find it settled. Null: there was nothing to do.
 */
export async function takeBackOverdue(db: Database): Promise<{ readonly revision: number; readonly takenBack: number } | null> {
  const due = await openTrial(db);
  if (due === null || due.secondsLeft > 0) return null;
  return holdPolicy(db, SIEGEL, async (transaction) => {
    const { tx, trial, current } = transaction;
    // Settled meanwhile, or given more time.
    if (trial === null || trial.secondsLeft > 0) return null;
    await settleTrial(tx, trial, { by: SIEGEL, outcome: 'expired', last: current });
    return { revision: await bringBack(transaction, trial.revertTo), takenBack: current };
  });
}
