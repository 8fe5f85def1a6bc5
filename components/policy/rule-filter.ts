import type { RuleRow } from '@/lib/api/contracts/rule-rows';
import { RULE_MODES, type RuleMode } from '@/lib/policy/rule';

/** What the list shows of all rules. */
export interface RuleFilter {
  /** Words that must all occur in the name, sentence, lists or comment of a rule. */
  readonly text: string;
  /** Empty: any. */
  readonly mode: RuleMode | '';
  /** Of the picker: `conditions.delivery`, `actions.relay`. Empty: any. */
  readonly category: string;
}

/** The filter in the address of the page. */
export function ruleFilter(get: (name: string) => string): RuleFilter {
  return { text: get('query'), mode: RULE_MODES.find((one) => one === get('mode')) ?? '', category: get('category') };
}

export function isFiltered({ text, mode, category }: RuleFilter): boolean {
  return text.trim() !== '' || mode !== '' || category !== '';
}

export function filterRows(rows: readonly RuleRow[], { text, mode, category }: RuleFilter): readonly RuleRow[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return rows.filter(
    (row) =>
      (mode === '' || row.mode === mode) &&
      (category === '' || row.categories.includes(category)) &&
      (words.length === 0 || words.every((word) => haystackOf(row).includes(word))),
  );
}

const haystacks = new WeakMap<RuleRow, string>();

function haystackOf(row: RuleRow): string {
  const known = haystacks.get(row);
  if (known !== undefined) return known;
  const haystack = `${row.name} ${row.comment} ${row.conditions} ${row.actions} ${row.further}`.toLowerCase();
  haystacks.set(row, haystack);
  return haystack;
}
