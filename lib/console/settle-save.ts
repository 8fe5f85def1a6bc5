import type { Saved } from '@/lib/api/contracts/rules';
import type { SaveOutcome } from '@/lib/revisions/save-outcome';
import { unknownLists } from './known-lists';
import { type InvalidValue, invalid, Refusal } from './refusal';

interface Explanations {
  /** Where the name stands in the request. */
  readonly nameTaken?: InvalidValue;
  /** Reads the state in force, for whoever has seen another one. */
  readonly current?: () => Promise<unknown>;
  /** Where the name of a list stands that rules refer to. */
  readonly inUse?: InvalidValue['path'];
}

/**
 * What a saved item is answered with.
 * @throws Refusal when nothing was saved
 */
export async function settleSave(
  outcome: SaveOutcome,
  { nameTaken = { path: ['name'], code: 'name.taken' }, current = async () => null, inUse = [] }: Explanations,
): Promise<Saved> {
  switch (outcome.kind) {
    case 'saved':
      return { revision: outcome.revision, id: outcome.id, version: outcome.version };
    case 'name-taken':
      throw new Refusal({ kind: 'invalid', values: [nameTaken] });
    case 'missing-lists':
      throw unknownLists(outcome.missing, ['rule']);
    case 'in-use':
      throw invalid(inUse, 'list.in-use');
    case 'not-found':
      throw new Refusal({ kind: 'not-found' });
    case 'on-trial':
      throw new Refusal(outcome);
    case 'conflict':
      throw new Refusal({ kind: 'conflict', current: await current() });
  }
}
