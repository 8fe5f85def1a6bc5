import { defineCondition } from './definition';
import { compileSizeTest, sizeTestFields, sizeTestSchema, sizeTestSentence } from './size-test';

const sentence = sizeTestSentence({ en: 'the message', de: 'die Nachricht' });

export const messageSize = defineCondition({
  id: 'message.size',
  category: 'message',
  needs: ['message.size'],
  parameters: sizeTestSchema,
  initial: { operator: 'greater-than', size: 10_485_760 },
  fields: sizeTestFields({ en: 'Size', de: 'Größe' }),
  text: {
    en: {
      label: 'Size',
      help: 'The size of the message as received. Known only after the whole message has been transferred.',
      sentence: sentence.en,
    },
    de: {
      label: 'Größe',
      help: 'Die Größe der Nachricht, wie sie empfangen wurde. Erst bekannt, wenn die ganze Nachricht übertragen ist.',
      sentence: sentence.de,
    },
  },
  compile: (parameters) => {
    const test = compileSizeTest(parameters);
    return (facts) => test(facts['message.size']);
  },
  examples: [
    { parameters: { operator: 'greater-than', size: 1000 }, facts: { 'message.size': 1001 }, matches: true },
    { parameters: { operator: 'greater-than', size: 1000 }, facts: { 'message.size': 1000 }, matches: false },
    { parameters: { operator: 'less-than', size: 1000 }, facts: { 'message.size': 999 }, matches: true },
    { parameters: { operator: 'less-than', size: 1000 }, facts: { 'message.size': 1000 }, matches: false },
  ],
});
