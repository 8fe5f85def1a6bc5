import { z } from 'zod';
import type { Locale, Localised } from '@/lib/i18n/locales';
import { domainSchema } from '@/lib/mail/domain';
import { domainPatternSchema } from '@/lib/mail/domain-pattern';
import type { FactName } from '../facts';
import type { Field } from '../fields';
import { domainKeys, type IndexKeys, keysOfTexts, keysUnder } from '../index-keys';
import { hasLists, listNamesSchema, MOST_WITH_LISTS, namedListsField, withListNames } from '../list-references';
import { wildcardMatcher } from '../wildcard';
import { listed } from '../words';

const LISTED = ['is', 'is-not', 'is-or-under'] as const;

/** How a domain is compared with a list of domains; shared by all conditions on a domain. */
export const domainTestSchema = z.discriminatedUnion(
  'operator',
  [
    z
      .object({ operator: z.enum(LISTED), domains: listOf(domainSchema), lists: listNamesSchema })
      .refine(({ domains, lists = [] }) => domains.length + lists.length > 0, { path: ['domains'], message: 'list.empty' }),
    z.object({
      operator: z.literal('matches'),
      domains: listOf(domainPatternSchema).refine((domains) => domains.length > 0, 'list.empty'),
    }),
  ],
  'value.invalid',
);
export type DomainTest = z.infer<typeof domainTestSchema>;

function listOf(entry: typeof domainSchema) {
  return z
    .array(entry, 'list.empty')
    .max(MOST_WITH_LISTS, 'list.too-long')
    .transform((domains) => [...new Set(domains)]);
}

export function domainTestFields(label: Localised): readonly Field[] {
  return [
    {
      name: 'operator',
      widget: 'choice',
      label: { en: 'Operator', de: 'Operator' },
      options: [
        { value: 'is', label: { en: 'Is', de: 'Ist' } },
        { value: 'is-not', label: { en: 'Is not', de: 'Ist nicht' } },
        { value: 'is-or-under', label: { en: 'Is or is under', de: 'Ist oder liegt unter' } },
        { value: 'matches', label: { en: 'Matches (* and ?)', de: 'Passt auf Muster (* und ?)' } },
      ],
    },
    { name: 'domains', widget: 'domains', label },
    namedListsField('domains', 'domains', LISTED),
  ];
}

/** The test on a canonical domain. Null (no domain) is in no list. */
export function compileDomainTest({ operator, domains }: DomainTest): (domain: string | null) => boolean {
  if (operator === 'matches') {
    const patterns = domains.map(wildcardMatcher);
    return (domain) => domain !== null && patterns.some((matches) => matches(domain));
  }
  const [first, ...more] = domains;
  if (operator === 'is' && more.length === 0) return (domain) => domain !== null && domain === first;
  const listedDomains = new Set(domains);
  switch (operator) {
    case 'is':
      return (domain) => domain !== null && listedDomains.has(domain);
    case 'is-not':
      return (domain) => domain === null || !listedDomains.has(domain);
    case 'is-or-under': {
      const under = new Set(domains.map((domain) => `.${domain}`));
      return (domain) => domain !== null && domainKeys(domain).some((key) => under.has(key));
    }
  }
}

export function domainTestKeys(fact: FactName, test: DomainTest): IndexKeys | null {
  if (hasLists(test)) return null;
  const { operator, domains } = test;
  if (operator === 'is') return keysOfTexts(fact, domains);
  return operator === 'is-or-under' ? keysUnder(fact, domains) : null;
}

const VERBS = {
  en: { is: 'is', 'is-not': 'is not', 'is-or-under': 'is or is under', matches: 'matches' },
  de: { is: 'ist', 'is-not': 'ist nicht', 'is-or-under': 'ist oder liegt unter', matches: 'passt auf' },
};

/** A sentence for each language: "sender domain is a.tld or b.tld". */
export function domainTestSentence(subject: Localised): Localised<(test: DomainTest) => string> {
  return {
    en: (test) => `${subject.en} ${VERBS.en[test.operator]} ${inWords(test, 'en')}`,
    de: (test) => `${subject.de} ${VERBS.de[test.operator]} ${inWords(test, 'de')}`,
  };
}

function inWords(test: DomainTest, locale: Locale): string {
  return listed(withListNames(test.domains, 'lists' in test ? test.lists : undefined, locale), locale);
}
