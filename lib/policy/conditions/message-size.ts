import { z } from 'zod';
import { sizeInWords } from '../words';
import { defineCondition } from './definition';

const VERBS = {
  en: { 'greater-than': 'is greater than', 'less-than': 'is less than' },
  de: { 'greater-than': 'ist größer als', 'less-than': 'ist kleiner als' },
};

export const messageSize = defineCondition({
  id: 'message.size',
  category: 'message',
  needs: ['message.size'],
  parameters: z.object({
    operator: z.enum(['greater-than', 'less-than'], 'value.invalid'),
    /** Octets. */
    size: z.int('number.invalid').min(1, 'number.too-small').max(1_073_741_824, 'size.too-large'),
  }),
  initial: { operator: 'greater-than', size: 10_485_760 },
  fields: [
    {
      name: 'operator',
      widget: 'choice',
      label: { en: 'Operator', de: 'Operator' },
      options: [
        { value: 'greater-than', label: { en: 'Is greater than', de: 'Ist größer als' } },
        { value: 'less-than', label: { en: 'Is less than', de: 'Ist kleiner als' } },
      ],
    },
    { name: 'size', widget: 'size', label: { en: 'Size', de: 'Größe' } },
  ],
  text: {
    en: {
      label: 'Size',
      help: 'The size of the message as received. Known only after the whole message has been transferred.',
      sentence: ({ operator, size }) => `the message ${VERBS.en[operator]} ${sizeInWords(size)}`,
    },
    de: {
      label: 'Größe',
      help: 'Die Größe der Nachricht, wie sie empfangen wurde. Erst bekannt, wenn die ganze Nachricht übertragen ist.',
      sentence: ({ operator, size }) => `die Nachricht ${VERBS.de[operator]} ${sizeInWords(size)}`,
    },
  },
  compile:
    ({ operator, size }) =>
    (facts) =>
      operator === 'greater-than' ? facts['message.size'] > size : facts['message.size'] < size,
  examples: [
    { parameters: { operator: 'greater-than', size: 1000 }, facts: { 'message.size': 1001 }, matches: true },
    { parameters: { operator: 'greater-than', size: 1000 }, facts: { 'message.size': 1000 }, matches: false },
    { parameters: { operator: 'less-than', size: 1000 }, facts: { 'message.size': 999 }, matches: true },
  ],
});
