import type { MissingList } from '@/lib/policy/list-references';
import type { OnTrial } from './revision-transaction';

/** What came of a change to the policy. Only `saved` changed anything (and not even that when the content was the same as before). */
export type SaveOutcome =
  /** `revision` is in force from now on; `version` is what the next change of this item must name. */
  | { readonly kind: 'saved'; readonly revision: number; readonly id: string; readonly version: string }
  /** Another content is in force than the one that the author has seen. */
  | { readonly kind: 'conflict' }
  /** Another item in force has this name, whatever its letter case. */
  | { readonly kind: 'name-taken' }
  /** The rule refers to named lists that are not there. */
  | { readonly kind: 'missing-lists'; readonly missing: readonly MissingList[] }
  /** Rules refer to this list under its present name and kind. */
  | { readonly kind: 'in-use' }
  | { readonly kind: 'not-found' }
  | OnTrial;
