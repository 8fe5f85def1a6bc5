import { z } from 'zod';
import type { Localised } from '@/lib/i18n/locales';
import { networkMatcher, networkSchema } from '@/lib/mail/network';
import type { FactName } from '../facts';
import type { Field } from '../fields';
import { type IndexKeys, keysOfNetworks } from '../index-keys';
import { listNamesSchema, MOST_WITH_LISTS, namedListsField, withListNames } from '../list-references';
import { listed } from '../words';

const OPERATORS = ['is', 'is-not'] as const;

/** How an address is compared with addresses, networks and ranges, and those of named lists; shared by all conditions on one. */
export const networkTestSchema = z
  .object({
    operator: z.enum(OPERATORS, 'value.invalid'),
    networks: z
      .array(networkSchema, 'list.empty')
      .max(MOST_WITH_LISTS, 'list.too-long')
      .transform((networks) => [...new Set(networks)]),
    lists: listNamesSchema,
  })
  .refine(({ networks, lists = [] }) => networks.length + lists.length > 0, { path: ['networks'], message: 'list.empty' });
type NetworkTest = z.infer<typeof networkTestSchema>;

export function networkTestFields(label: Localised): readonly Field[] {
  return [
    {
      name: 'operator',
      widget: 'choice',
      label: { en: 'Operator', de: 'Operator' },
      options: [
        { value: 'is', label: { en: 'Is', de: 'Ist' } },
        { value: 'is-not', label: { en: 'Is not', de: 'Ist nicht' } },
      ],
    },
    { name: 'networks', widget: 'networks', label },
    namedListsField('networks', 'networks', OPERATORS),
  ];
}

export function compileNetworkTest({ operator, networks }: NetworkTest): (address: string) => boolean {
  const contains = networkMatcher(networks);
  return (address) => contains(address) === (operator === 'is');
}

export function networkTestKeys(fact: FactName, { operator, networks, lists = [] }: NetworkTest): IndexKeys | null {
  return operator === 'is' && lists.length === 0 ? keysOfNetworks(fact, networks) : null;
}

/** A sentence for each language: "the client's address is in 192.0.2.0/24". */
export function networkTestSentence(subject: Localised): Localised<(test: NetworkTest) => string> {
  return {
    en: ({ operator, networks, lists }) =>
      `${subject.en} ${operator === 'is' ? 'is' : 'is not'} in ${listed(withListNames(networks, lists, 'en'), 'en')}`,
    de: ({ operator, networks, lists }) =>
      `${subject.de} ist ${operator === 'is' ? '' : 'nicht '}in ${listed(withListNames(networks, lists, 'de'), 'de')} enthalten`,
  };
}
