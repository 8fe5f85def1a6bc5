import { defineCondition } from './definition';
import { compileNumberTest, numberTestFields, numberTestSchema, numberTestSentence } from './number-test';

const sentence = numberTestSentence({
  en: 'the number of earlier messages in this session',
  de: 'die Zahl früherer Nachrichten in dieser Sitzung',
});

export const sessionMessages = defineCondition({
  id: 'session.messages',
  category: 'session',
  needs: ['session.messages'],
  parameters: numberTestSchema,
  initial: { operator: 'greater-than', number: 1 },
  fields: numberTestFields({ en: 'Messages in this session', de: 'Nachrichten in dieser Sitzung' }),
  text: {
    en: {
      label: 'Messages in this session',
      help: 'How many messages this session has delivered before the present one.',
      sentence: sentence.en,
    },
    de: {
      label: 'Nachrichten in dieser Sitzung',
      help: 'Wie viele Nachrichten in dieser Sitzung vor der jetzigen angenommen wurden.',
      sentence: sentence.de,
    },
  },
  compile: (parameters) => {
    const test = compileNumberTest(parameters);
    return (facts) => test(facts['session.messages']);
  },
  examples: [
    { parameters: { operator: 'is', number: 5 }, facts: { 'session.messages': 5 }, matches: true },
    { parameters: { operator: 'is', number: 5 }, facts: { 'session.messages': 6 }, matches: false },
    { parameters: { operator: 'greater-than', number: 5 }, facts: { 'session.messages': 5 }, matches: false },
    { parameters: { operator: 'greater-than', number: 5 }, facts: { 'session.messages': 6 }, matches: true },
    { parameters: { operator: 'less-than', number: 5 }, facts: { 'session.messages': 4 }, matches: true },
  ],
});
