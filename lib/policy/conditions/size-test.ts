import { z } from 'zod';
import type { Localised } from '@/lib/i18n/locales';
import type { Field } from '../fields';
import { sizeInWords } from '../words';

/** How a size in octets is compared; shared by all conditions on one. */
export const sizeTestSchema = z.object({
  operator: z.enum(['greater-than', 'less-than'], 'value.invalid'),
  /** Octets. */
  size: z.int('number.invalid').min(1, 'number.too-small').max(1_073_741_824, 'size.too-large'),
});
type SizeTest = z.infer<typeof sizeTestSchema>;

export function sizeTestFields(label: Localised): readonly Field[] {
  return [
    {
      name: 'operator',
      widget: 'choice',
      label: { en: 'Operator', de: 'Operator' },
      options: [
        { value: 'greater-than', label: { en: 'Is greater than', de: 'Ist größer als' } },
        { value: 'less-than', label: { en: 'Is less than', de: 'Ist kleiner als' } },
      ],
    },
    { name: 'size', widget: 'size', label },
  ];
}

export function compileSizeTest({ operator, size }: SizeTest): (octets: number) => boolean {
  return operator === 'greater-than' ? (octets) => octets > size : (octets) => octets < size;
}

const VERBS = {
  en: { 'greater-than': 'is greater than', 'less-than': 'is less than' },
  de: { 'greater-than': 'ist größer als', 'less-than': 'ist kleiner als' },
};

/** A sentence for each language: "the message is greater than 10 MiB". */
export function sizeTestSentence(subject: Localised): Localised<(test: SizeTest) => string> {
  return {
    en: ({ operator, size }) => `${subject.en} ${VERBS.en[operator]} ${sizeInWords(size)}`,
    de: ({ operator, size }) => `${subject.de} ${VERBS.de[operator]} ${sizeInWords(size)}`,
  };
}
