import { defineCondition } from './definition';
import { compileNumberTest, numberTestFields, numberTestSchema, numberTestSentence } from './number-test';

const sentence = numberTestSentence({ en: 'the attempt number', de: 'die Nummer des Versuchs' });

export const attemptNumber = defineCondition({
  id: 'queue.attempt-number',
  category: 'queue',
  needs: ['queue.attempt'],
  parameters: numberTestSchema,
  initial: { operator: 'greater-than', number: 1 },
  fields: numberTestFields({ en: 'Attempt number', de: 'Nummer des Versuchs' }),
  text: {
    en: {
      label: 'Attempt number',
      help: 'The number of the delivery attempt that is about to start; the first is 1. Only relay settings can depend on it.',
      sentence: sentence.en,
    },
    de: {
      label: 'Nummer des Versuchs',
      help: 'Die Nummer des Zustellversuchs, der gleich beginnt; der erste ist 1. Nur Einstellungen der Weiterleitung können davon abhängen.',
      sentence: sentence.de,
    },
  },
  compile: (parameters) => {
    const test = compileNumberTest(parameters);
    return (facts) => test(facts['queue.attempt']);
  },
  examples: [
    { parameters: { operator: 'is', number: 5 }, facts: { 'queue.attempt': 5 }, matches: true },
    { parameters: { operator: 'is', number: 5 }, facts: { 'queue.attempt': 6 }, matches: false },
    { parameters: { operator: 'greater-than', number: 5 }, facts: { 'queue.attempt': 5 }, matches: false },
    { parameters: { operator: 'greater-than', number: 5 }, facts: { 'queue.attempt': 6 }, matches: true },
    { parameters: { operator: 'less-than', number: 5 }, facts: { 'queue.attempt': 4 }, matches: true },
  ],
});
