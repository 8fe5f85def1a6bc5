import { defineCondition } from './definition';
import { compileNumberTest, numberTestFields, numberTestSchema, numberTestSentence } from './number-test';

const sentence = numberTestSentence({ en: 'the number of recipients', de: 'die Zahl der Empfänger' });

export const recipientCount = defineCondition({
  id: 'recipient.count',
  category: 'recipient',
  needs: ['recipient.count'],
  parameters: numberTestSchema,
  initial: { operator: 'greater-than', number: 1 },
  fields: numberTestFields({ en: 'Number of recipients', de: 'Zahl der Empfänger' }),
  text: {
    en: {
      label: 'Number of recipients',
      help: 'How many recipients were accepted for this message. Known only after the whole message has been transferred.',
      sentence: sentence.en,
    },
    de: {
      label: 'Zahl der Empfänger',
      help: 'Wie viele Empfänger für diese Nachricht angenommen wurden. Erst bekannt, wenn die ganze Nachricht übertragen ist.',
      sentence: sentence.de,
    },
  },
  compile: (parameters) => {
    const test = compileNumberTest(parameters);
    return (facts) => test(facts['recipient.count']);
  },
  examples: [
    { parameters: { operator: 'is', number: 5 }, facts: { 'recipient.count': 5 }, matches: true },
    { parameters: { operator: 'is', number: 5 }, facts: { 'recipient.count': 6 }, matches: false },
    { parameters: { operator: 'greater-than', number: 5 }, facts: { 'recipient.count': 5 }, matches: false },
    { parameters: { operator: 'greater-than', number: 5 }, facts: { 'recipient.count': 6 }, matches: true },
    { parameters: { operator: 'less-than', number: 5 }, facts: { 'recipient.count': 4 }, matches: true },
  ],
});
