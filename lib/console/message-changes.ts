import { z } from 'zod';
import type { Origin } from '@/lib/acceptance/recipient-changes';
import type { Locale } from '@/lib/i18n/locales';
import { policyWords } from '@/lib/i18n/messages/policy';
import { trace } from '@/lib/i18n/messages/trace';
import type { HeaderEdit } from '@/lib/mail/header-edits';

const storedSchema: z.ZodType<HeaderEdit[]> = z.array(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['add', 'add-if-missing', 'replace']), name: z.string(), value: z.string() }),
    z.object({ kind: z.literal('remove'), name: z.string() }),
  ]),
);

const ruleSchema = z.object({ ruleId: z.string(), name: z.string(), order: z.int() });
const originSchema: z.ZodType<Origin> = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['added', 'redirected']), of: z.string(), rule: ruleSchema }),
  z.object({ kind: z.enum(['discard', 'redirect']), rule: ruleSchema }),
]);

/** What was recorded as changed for a recipient; nothing where the record is not one of ours. */
export function storedChanges(
  { headerEdits, origin }: { readonly headerEdits: unknown; readonly origin: unknown },
  locale: Locale,
): string[] {
  return changesInWords(storedSchema.safeParse(headerEdits).data ?? [], originSchema.safeParse(origin).data ?? null, locale);
}

/** What rules change for a recipient: "Blind copy of the mail to you@a.tld by rule 3 "archive"", "Header added: X-Gateway: seen". */
export function changesInWords(edits: readonly HeaderEdit[], origin: Origin | null, locale: Locale): string[] {
  const words = trace[locale];
  return [
    ...(origin === null ? [] : [originInWords(origin, locale)]),
    ...edits.map((edit) => words.headerEdits[edit.kind](edit.kind === 'remove' ? edit.name : `${edit.name}: ${edit.value}`)),
  ];
}

function originInWords(origin: Origin, locale: Locale): string {
  const words = trace[locale].origins;
  const by = policyWords[locale].byRule(origin.rule.order, origin.rule.name);
  return 'of' in origin ? words[origin.kind](origin.of, by) : words[origin.kind](by);
}
