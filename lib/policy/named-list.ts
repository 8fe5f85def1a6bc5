import { z } from 'zod';
import { addressSchema } from '@/lib/mail/address';
import { domainSchema } from '@/lib/mail/domain';
import { networkSchema } from '@/lib/mail/network';
import { itemNameSchema } from './item-name';

export const LIST_KINDS = ['domains', 'addresses', 'networks'] as const;
export type ListKind = (typeof LIST_KINDS)[number];

/** What a list holds, in the form in which conditions compare it. */
const ENTRY: { readonly [Kind in ListKind]: z.ZodType<string> } = {
  domains: domainSchema,
  addresses: addressSchema.transform((address) => address.toLowerCase()),
  networks: networkSchema,
};

const MOST_ENTRIES = 10_000;

/** Domains, addresses or networks under a name, to which conditions refer: edited in one place. Its entries are canonical, each once. */
export const namedListDraftSchema = z.discriminatedUnion(
  'kind',
  [listOf('domains'), listOf('addresses'), listOf('networks')],
  'value.invalid',
);
export type NamedListDraft = z.infer<typeof namedListDraftSchema>;
export type NamedList = NamedListDraft & { readonly id: string };

function listOf<const Kind extends ListKind>(kind: Kind) {
  return z.object({
    name: itemNameSchema,
    kind: z.literal(kind),
    entries: z
      .array(ENTRY[kind], 'list.empty')
      .min(1, 'list.empty')
      .max(MOST_ENTRIES, 'list.too-long')
      .transform((entries) => [...new Set(entries)]),
    comment: z.string().trim().max(2000, 'text.too-long').default(''),
  });
}

/** A line of pasted or imported text that is no entry. */
export interface WrongLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/**
 * Reads a list as people keep it in files: an entry per line or several separated by commas, semicolons or spaces; what stands behind `#`
 * is a remark. Entries come out in canonical form, each once.
 */
export function readListText(kind: ListKind, text: string): { readonly entries: readonly string[]; readonly wrong: readonly WrongLine[] } {
  const entries = new Set<string>();
  const wrong: WrongLine[] = [];
  for (const [i, line] of text.split(/\r\n|\r|\n/).entries()) {
    for (const word of line.replace(/#.*$/, '').split(/[\s,;]+/)) {
      if (word === '') continue;
      const parsed = ENTRY[kind].safeParse(word);
      if (parsed.success) entries.add(parsed.data);
      else wrong.push({ line: i + 1, text: word });
    }
  }
  return { entries: [...entries], wrong };
}
