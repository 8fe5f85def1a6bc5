import type { HeaderEdit } from '@/lib/mail/header-edits';
import type { Decision } from '@/lib/policy/decision';
import type { Facts } from '@/lib/policy/facts';
import { fillPlaceholders } from '@/lib/policy/placeholders';

/** What the rules change in the headers for one recipient, in the order of the list, with the placeholders filled in. @param decision at `data` */
export function headerEditsOf({ trace }: Decision, facts: Facts): HeaderEdit[] {
  return trace
    .filter(({ mode }) => mode === 'enforce')
    .flatMap(({ name, effects: { headers = [] } }) =>
      headers.map((edit) => (edit.kind === 'remove' ? edit : { ...edit, value: fillPlaceholders(edit.value, facts, name) })),
    );
}
