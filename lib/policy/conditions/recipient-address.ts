import { z } from 'zod';
import { addressSchema } from '@/lib/mail/address';
import { toDomain } from '@/lib/mail/domain';
import { wildcardMatcher } from '../wildcard';
import { listed } from '../words';
import { defineCondition } from './definition';

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
    .min(1, 'list.empty')
    .max(10_000, 'list.too-long')
    .transform((values) => [...new Set(values)]);
}

const parameters = z.discriminatedUnion(
  'operator',
  [
    z.object({ operator: z.enum(['is', 'is-not']), addresses: listOf(exact) }),
    z.object({ operator: z.enum(['contains', 'does-not-contain', 'starts-with', 'ends-with', 'matches']), addresses: listOf(part) }),
  ],
  'value.invalid',
);
type Parameters = z.infer<typeof parameters>;

const VERBS = {
  en: {
    is: 'is',
    'is-not': 'is not',
    contains: 'contains',
    'does-not-contain': 'does not contain',
    'starts-with': 'starts with',
    'ends-with': 'ends with',
    matches: 'matches',
  },
  de: {
    is: 'ist',
    'is-not': 'ist nicht',
    contains: 'enthält',
    'does-not-contain': 'enthält nicht',
    'starts-with': 'beginnt mit',
    'ends-with': 'endet mit',
    matches: 'passt auf',
  },
};

export const recipientAddress = defineCondition({
  id: 'recipient.address',
  category: 'recipient',
  needs: ['recipient.address'],
  parameters,
  initial: { operator: 'is', addresses: [] },
  fields: [
    {
      name: 'operator',
      widget: 'choice',
      label: { en: 'Operator', de: 'Operator' },
      options: [
        { value: 'is', label: { en: 'Is', de: 'Ist' } },
        { value: 'is-not', label: { en: 'Is not', de: 'Ist nicht' } },
        { value: 'contains', label: { en: 'Contains', de: 'Enthält' } },
        { value: 'does-not-contain', label: { en: 'Does not contain', de: 'Enthält nicht' } },
        { value: 'starts-with', label: { en: 'Starts with', de: 'Beginnt mit' } },
        { value: 'ends-with', label: { en: 'Ends with', de: 'Endet mit' } },
        { value: 'matches', label: { en: 'Matches (* and ?)', de: 'Passt auf Muster (* und ?)' } },
      ],
    },
    { name: 'addresses', widget: 'texts', label: { en: 'Recipient address', de: 'Empfängeradresse' } },
  ],
  text: {
    en: {
      label: 'Address',
      rowLabel: 'Recipient address',
      help: 'The whole address of the envelope recipient (RCPT TO), without regard to upper and lower case.',
      sentence: ({ operator, addresses }) => `recipient address ${VERBS.en[operator]} ${listed(addresses, 'en')}`,
    },
    de: {
      label: 'Adresse',
      rowLabel: 'Empfängeradresse',
      help: 'Die ganze Adresse des Umschlagempfängers (RCPT TO), ohne Rücksicht auf Groß- und Kleinschreibung.',
      sentence: ({ operator, addresses }) => `die Empfängeradresse ${VERBS.de[operator]} ${listed(addresses, 'de')}`,
    },
  },
  compile: (parameters) => {
    const test = compileTest(parameters);
    return (facts) => test(facts['recipient.address'].toLowerCase());
  },
  examples: [
    { parameters: { operator: 'is', addresses: ['info@a.tld'] }, facts: { 'recipient.address': 'Info@a.tld' }, matches: true },
    { parameters: { operator: 'is-not', addresses: ['info@a.tld'] }, facts: { 'recipient.address': 'info@a.tld' }, matches: false },
    { parameters: { operator: 'contains', addresses: ['+spam'] }, facts: { 'recipient.address': 'b+spam@a.tld' }, matches: true },
    { parameters: { operator: 'does-not-contain', addresses: ['+'] }, facts: { 'recipient.address': 'b@a.tld' }, matches: true },
    {
      parameters: { operator: 'starts-with', addresses: ['postmaster@'] },
      facts: { 'recipient.address': 'postmaster@a.tld' },
      matches: true,
    },
    { parameters: { operator: 'ends-with', addresses: ['@a.tld'] }, facts: { 'recipient.address': 'b@a.tld.example' }, matches: false },
    { parameters: { operator: 'matches', addresses: ['no?reply*@*'] }, facts: { 'recipient.address': 'no-reply-7@a.tld' }, matches: true },
  ],
});

function compileTest({ operator, addresses }: Parameters): (address: string) => boolean {
  const whole = new Set(addresses);
  switch (operator) {
    case 'is':
      return (address) => whole.has(address);
    case 'is-not':
      return (address) => !whole.has(address);
    case 'contains':
      return (address) => addresses.some((text) => address.includes(text));
    case 'does-not-contain':
      return (address) => !addresses.some((text) => address.includes(text));
    case 'starts-with':
      return (address) => addresses.some((text) => address.startsWith(text));
    case 'ends-with':
      return (address) => addresses.some((text) => address.endsWith(text));
    case 'matches': {
      const patterns = addresses.map(wildcardMatcher);
      return (address) => patterns.some((matches) => matches(address));
    }
  }
}
