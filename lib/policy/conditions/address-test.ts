import { z } from 'zod';
import type { Locale, Localised } from '@/lib/i18n/locales';
import { addressSchema } from '@/lib/mail/address';
import { toDomain } from '@/lib/mail/domain';
import type { FactName } from '../facts';
import type { Field } from '../fields';
import type { IndexKeys } from '../index-keys';
import { hasLists, listNamesSchema, MOST_WITH_LISTS, namedListsField, withListNames } from '../list-references';
import {
  compileTextTest,
  PART_OPERATORS,
  PLAIN_OPERATORS,
  regexListSchema,
  TEXT_OPERATOR_FIELD,
  textTestKeys,
  textTestSentence,
} from './text-test';

/** Addresses compare in lower case: hardly any server tells `Info@` from `info@`, and no administrator means to. */
const exact = addressSchema.transform((address) => address.toLowerCase());

/** Text in lower case; what stands behind an @ in the form in which domains compare, as far as it is a whole domain. */
const part = z
  .string('text.empty')
  .trim()
  .min(1, 'text.empty')
  .max(320, 'text.too-long')
  .transform((text) => {
    const at = text.lastIndexOf('@');
    const domain = at < 0 || /[*?]/.test(text.slice(at)) ? null : toDomain(text.slice(at + 1));
    return domain === null ? text.toLowerCase() : `${text.slice(0, at).toLowerCase()}@${domain}`;
  });

function listOf(entry: typeof exact | typeof part) {
  return z
    .array(entry, 'list.empty')
    .max(MOST_WITH_LISTS, 'list.too-long')
    .transform((values) => [...new Set(values)]);
}

/** How an address is compared with a list of addresses; shared by all conditions on an address. */
export const addressTestSchema = z.discriminatedUnion(
  'operator',
  [
    z
      .object({ operator: z.enum(PLAIN_OPERATORS), addresses: listOf(exact), lists: listNamesSchema })
      .refine(({ addresses, lists = [] }) => addresses.length + lists.length > 0, { path: ['addresses'], message: 'list.empty' }),
    z.object({ operator: z.enum(PART_OPERATORS), addresses: listOf(part).refine((addresses) => addresses.length > 0, 'list.empty') }),
    z.object({ operator: z.literal('matches-regex'), addresses: regexListSchema }),
  ],
  'value.invalid',
);
type AddressTest = z.infer<typeof addressTestSchema>;

export function addressTestFields(label: Localised): readonly Field[] {
  return [
    TEXT_OPERATOR_FIELD,
    { name: 'addresses', widget: 'words', label, textsWhen: { name: TEXT_OPERATOR_FIELD.name, isOneOf: ['matches-regex'] } },
    namedListsField('addresses', 'addresses', PLAIN_OPERATORS),
  ];
}

/** Null (the null sender) is in no list. */
export function compileAddressTest({ operator, addresses }: AddressTest): (address: string | null) => boolean {
  return compileTextTest({ operator, texts: addresses });
}

export function addressTestKeys(fact: FactName, test: AddressTest): IndexKeys | null {
  return hasLists(test) ? null : textTestKeys(fact, { operator: test.operator, texts: test.addresses });
}

/** A sentence for each language: "sender address is a@a.tld". */
export function addressTestSentence(subject: Localised): Localised<(test: AddressTest) => string> {
  const sentence = textTestSentence(subject);
  return {
    en: (test) => sentence.en({ operator: test.operator, texts: textsOf(test, 'en') }),
    de: (test) => sentence.de({ operator: test.operator, texts: textsOf(test, 'de') }),
  };
}

function textsOf(test: AddressTest, locale: Locale): readonly string[] {
  return withListNames(test.addresses, 'lists' in test ? test.lists : undefined, locale);
}
