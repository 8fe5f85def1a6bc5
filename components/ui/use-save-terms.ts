'use client';

import { useState } from 'react';
import type { SaveTerms } from '@/lib/api/contracts/revisions';

/** Minutes that a trial may be given here; the API takes any number from 1 to 60. */
export const TRIAL_MINUTES = [1, 2, 5, 10, 15, 30, 60] as const;

interface SaveTermsDraft {
  readonly note: string;
  readonly trial: boolean;
  /** Kept while `trial` is off. */
  readonly minutes: (typeof TRIAL_MINUTES)[number];
}

export interface SaveTermsForm {
  readonly draft: SaveTermsDraft;
  readonly change: (changes: Partial<SaveTermsDraft>) => void;
  /** After a save: the next one has another reason. */
  readonly reset: () => void;
  /** As they go with the save. */
  readonly terms: SaveTerms;
}

const PLAIN: SaveTermsDraft = { note: '', trial: false, minutes: 10 };

/** Why something is saved, and whether it is taken back unless somebody confirms it. */
export function useSaveTerms(): SaveTermsForm {
  const [draft, setDraft] = useState(PLAIN);
  return {
    draft,
    change: (changes) => setDraft((now) => ({ ...now, ...changes })),
    reset: () => setDraft(PLAIN),
    terms: { note: draft.note, confirmWithin: draft.trial ? draft.minutes : null },
  };
}
