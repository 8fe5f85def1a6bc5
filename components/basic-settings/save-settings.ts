import type { z } from 'zod';
import { currentOfConflict } from '@/components/ui/conflict';
import { callApi } from '@/lib/api/client';
import type { SaveTerms } from '@/lib/api/contracts/revisions';
import { type Saved, savedSchema } from '@/lib/api/contracts/rules';

/** What came of saving a settings page. A conflict is an outcome, not an error: the administrator decides what happens next. */
export type SaveSettingsOutcome<View> =
  | { readonly kind: 'saved'; readonly saved: Saved }
  | { readonly kind: 'changed-meanwhile'; readonly current: View };

/** @throws ApiProblem for every refusal that is no conflict */
export async function saveSettings<View>(
  path: string,
  view: z.ZodType<View>,
  body: View,
  terms: SaveTerms,
): Promise<SaveSettingsOutcome<View>> {
  try {
    return { kind: 'saved', saved: await callApi(path, savedSchema, { method: 'PUT', body: { ...body, ...terms } }) };
  } catch (error) {
    const current = currentOfConflict(error, view);
    if (current !== null) return { kind: 'changed-meanwhile', current };
    throw error;
  }
}
