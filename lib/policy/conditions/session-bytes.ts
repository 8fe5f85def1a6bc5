import { defineCondition } from './definition';
import { compileSizeTest, sizeTestFields, sizeTestSchema, sizeTestSentence } from './size-test';

const sentence = sizeTestSentence({
  en: 'the size of earlier messages in this session',
  de: 'die Größe früherer Nachrichten in dieser Sitzung',
});

export const sessionBytes = defineCondition({
  id: 'session.bytes',
  category: 'session',
  needs: ['session.bytes'],
  parameters: sizeTestSchema,
  initial: { operator: 'greater-than', size: 104_857_600 },
  fields: sizeTestFields({ en: 'Bytes in this session', de: 'Bytes in dieser Sitzung' }),
  text: {
    en: {
      label: 'Bytes in this session',
      help: 'How large all messages together are that this session has delivered before the present one.',
      sentence: sentence.en,
    },
    de: {
      label: 'Bytes in dieser Sitzung',
      help: 'Wie groß alle Nachrichten zusammen sind, die in dieser Sitzung vor der jetzigen angenommen wurden.',
      sentence: sentence.de,
    },
  },
  compile: (parameters) => {
    const test = compileSizeTest(parameters);
    return (facts) => test(facts['session.bytes']);
  },
  examples: [
    { parameters: { operator: 'greater-than', size: 1000 }, facts: { 'session.bytes': 1001 }, matches: true },
    { parameters: { operator: 'greater-than', size: 1000 }, facts: { 'session.bytes': 1000 }, matches: false },
    { parameters: { operator: 'less-than', size: 1000 }, facts: { 'session.bytes': 0 }, matches: true },
    { parameters: { operator: 'less-than', size: 1000 }, facts: { 'session.bytes': 1000 }, matches: false },
  ],
});
