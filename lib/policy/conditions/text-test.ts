import { RE2JS } from 're2js';
import { z } from 'zod';
import type { Localised } from '@/lib/i18n/locales';
import type { FactName } from '../facts';
import type { Field, Option } from '../fields';
import { type IndexKeys, keysOfTexts } from '../index-keys';
import { wildcardMatcher } from '../wildcard';
import { listed } from '../words';

/** How a text is compared with a list of texts; shared by all conditions on a text. No comparison regards upper and lower case. */
export const PLAIN_OPERATORS = ['is', 'is-not'] as const;
export const PART_OPERATORS = ['contains', 'does-not-contain', 'starts-with', 'ends-with', 'matches'] as const;
type TextOperator = (typeof PLAIN_OPERATORS)[number] | (typeof PART_OPERATORS)[number] | 'matches-regex';

export interface TextTest {
  readonly operator: TextOperator;
  /** In lower case; regular expressions as written. */
  readonly texts: readonly string[];
}

const MAXIMUM_PATTERN_LENGTH = 500;

/** A regular expression in the syntax of RE2, matched in time linear in the text (docs/decisions/013). */
const regexSchema = z
  .string('text.empty')
  .min(1, 'text.empty')
  .max(MAXIMUM_PATTERN_LENGTH, 'text.too-long')
  .refine((pattern) => compileRegex(pattern) !== null, 'regex.invalid');

export const regexListSchema = z.array(regexSchema, 'list.empty').min(1, 'list.empty').max(100, 'list.too-long');

const text = z
  .string('text.empty')
  .trim()
  .min(1, 'text.empty')
  .max(1000, 'text.too-long')
  .transform((typed) => typed.toLowerCase());

export const textTestSchemas = [
  z.object({
    operator: z.enum([...PLAIN_OPERATORS, ...PART_OPERATORS]),
    texts: z
      .array(text, 'list.empty')
      .min(1, 'list.empty')
      .max(10_000, 'list.too-long')
      .transform((texts) => [...new Set(texts)]),
  }),
  z.object({ operator: z.literal('matches-regex'), texts: regexListSchema }),
] as const;

export const textTestSchema = z.discriminatedUnion('operator', textTestSchemas, 'value.invalid');

export const TEXT_OPERATOR_OPTIONS: readonly Option[] = [
  { value: 'is', label: { en: 'Is', de: 'Ist' } },
  { value: 'is-not', label: { en: 'Is not', de: 'Ist nicht' } },
  { value: 'contains', label: { en: 'Contains', de: 'Enthält' } },
  { value: 'does-not-contain', label: { en: 'Does not contain', de: 'Enthält nicht' } },
  { value: 'starts-with', label: { en: 'Starts with', de: 'Beginnt mit' } },
  { value: 'ends-with', label: { en: 'Ends with', de: 'Endet mit' } },
  { value: 'matches', label: { en: 'Matches (* and ?)', de: 'Passt auf Muster (* und ?)' } },
  { value: 'matches-regex', label: { en: 'Matches regular expression', de: 'Passt auf regulären Ausdruck' } },
];

export const TEXT_OPERATOR_FIELD: Field = {
  name: 'operator',
  widget: 'choice',
  label: { en: 'Operator', de: 'Operator' },
  options: TEXT_OPERATOR_OPTIONS,
};

export function textTestFields(label: Localised): readonly Field[] {
  return [TEXT_OPERATOR_FIELD, { name: 'texts', widget: 'texts', label }];
}

/** The test on a text. Null (there is none) is in no list: the two negative operators are true of it, all others false. */
export function compileTextTest({ operator, texts }: TextTest): (value: string | null) => boolean {
  const negative = operator === 'is-not' || operator === 'does-not-contain';
  const matches = compileMatcher(operator, texts);
  return (value) => (value !== null && matches(value)) !== negative;
}

export function textTestKeys(fact: FactName, { operator, texts }: TextTest): IndexKeys | null {
  return operator === 'is' ? keysOfTexts(fact, texts) : null;
}

function compileMatcher(operator: TextOperator, texts: readonly string[]): (value: string) => boolean {
  if (operator === 'matches-regex') {
    const patterns = texts.map(compileRegex).filter((pattern) => pattern !== null);
    return (value) => patterns.some((pattern) => pattern.matcher(value).find());
  }
  const matches = compileLowerCase(operator, texts);
  return (value) => matches(value.toLowerCase());
}

function compileLowerCase(operator: Exclude<TextOperator, 'matches-regex'>, texts: readonly string[]): (value: string) => boolean {
  switch (operator) {
    case 'is':
    case 'is-not': {
      const whole = new Set(texts);
      return (value) => whole.has(value);
    }
    case 'contains':
    case 'does-not-contain':
      return (value) => texts.some((one) => value.includes(one));
    case 'starts-with':
      return (value) => texts.some((one) => value.startsWith(one));
    case 'ends-with':
      return (value) => texts.some((one) => value.endsWith(one));
    case 'matches': {
      const patterns = texts.map(wildcardMatcher);
      return (value) => patterns.some((fits) => fits(value));
    }
  }
}

function compileRegex(pattern: string): RE2JS | null {
  try {
    return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
  } catch {
    return null;
  }
}

const VERBS = {
  en: {
    is: 'is',
    'is-not': 'is not',
    contains: 'contains',
    'does-not-contain': 'does not contain',
    'starts-with': 'starts with',
    'ends-with': 'ends with',
    matches: 'matches',
    'matches-regex': 'matches the regular expression',
  },
  de: {
    is: 'ist',
    'is-not': 'ist nicht',
    contains: 'enthält',
    'does-not-contain': 'enthält nicht',
    'starts-with': 'beginnt mit',
    'ends-with': 'endet mit',
    matches: 'passt auf',
    'matches-regex': 'passt auf den regulären Ausdruck',
  },
};

/** A sentence for each language: "EHLO name starts with mail or mx". */
export function textTestSentence(subject: Localised): Localised<(test: TextTest) => string> {
  return {
    en: ({ operator, texts }) => `${subject.en} ${VERBS.en[operator]} ${listed(texts, 'en')}`,
    de: ({ operator, texts }) => `${subject.de} ${VERBS.de[operator]} ${listed(texts, 'de')}`,
  };
}
