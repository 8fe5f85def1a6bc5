import { z } from 'zod';
import type { Localised } from '@/lib/i18n/locales';
import type { Field } from '../fields';

/** How a number is compared; shared by all conditions on a count. */
export const numberTestSchema = z.object({
  operator: z.enum(['is', 'greater-than', 'less-than'], 'value.invalid'),
  number: z.int('number.invalid').min(0, 'number.too-small').max(1_000_000, 'number.too-large'),
});
type NumberTest = z.infer<typeof numberTestSchema>;

export function numberTestFields(label: Localised): readonly Field[] {
  return [
    {
      name: 'operator',
      widget: 'choice',
      label: { en: 'Operator', de: 'Operator' },
      options: [
        { value: 'is', label: { en: 'Is', de: 'Ist' } },
        { value: 'greater-than', label: { en: 'Is greater than', de: 'Ist größer als' } },
        { value: 'less-than', label: { en: 'Is less than', de: 'Ist kleiner als' } },
      ],
    },
    { name: 'number', widget: 'number', label },
  ];
}

export function compileNumberTest({ operator, number }: NumberTest): (value: number) => boolean {
  switch (operator) {
    case 'is':
      return (value) => value === number;
    case 'greater-than':
      return (value) => value > number;
    case 'less-than':
      return (value) => value < number;
  }
}

const VERBS = {
  en: { is: 'is', 'greater-than': 'is greater than', 'less-than': 'is less than' },
  de: { is: 'ist', 'greater-than': 'ist größer als', 'less-than': 'ist kleiner als' },
};

/** A sentence for each language: "the number of recipients is greater than 10". */
export function numberTestSentence(subject: Localised): Localised<(test: NumberTest) => string> {
  return {
    en: ({ operator, number }) => `${subject.en} ${VERBS.en[operator]} ${number}`,
    de: ({ operator, number }) => `${subject.de} ${VERBS.de[operator]} ${number}`,
  };
}
