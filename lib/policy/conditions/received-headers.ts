import { defineCondition } from './definition';
import { compileNumberTest, numberTestFields, numberTestSchema, numberTestSentence } from './number-test';

const sentence = numberTestSentence({ en: 'the number of Received headers', de: 'die Zahl der Received-Kopfzeilen' });

export const receivedHeaders = defineCondition({
  id: 'message.received-headers',
  category: 'message',
  needs: ['message.receivedCount'],
  parameters: numberTestSchema,
  initial: { operator: 'greater-than', number: 1 },
  fields: numberTestFields({ en: 'Number of Received headers', de: 'Zahl der Received-Kopfzeilen' }),
  text: {
    en: {
      label: 'Number of Received headers',
      help: 'Each server on the way adds one Received header; very many are the sign of a loop. By the time they are known the message has travelled.',
      sentence: sentence.en,
    },
    de: {
      label: 'Zahl der Received-Kopfzeilen',
      help: 'Jeder Server auf dem Weg fügt eine Received-Kopfzeile hinzu; sehr viele deuten auf eine Schleife. Wenn sie bekannt sind, ist die Nachricht schon übertragen.',
      sentence: sentence.de,
    },
  },
  compile: (parameters) => {
    const test = compileNumberTest(parameters);
    return (facts) => test(facts['message.receivedCount']);
  },
  examples: [
    { parameters: { operator: 'is', number: 5 }, facts: { 'message.receivedCount': 5 }, matches: true },
    { parameters: { operator: 'is', number: 5 }, facts: { 'message.receivedCount': 6 }, matches: false },
    { parameters: { operator: 'greater-than', number: 5 }, facts: { 'message.receivedCount': 5 }, matches: false },
    { parameters: { operator: 'greater-than', number: 5 }, facts: { 'message.receivedCount': 6 }, matches: true },
    { parameters: { operator: 'less-than', number: 5 }, facts: { 'message.receivedCount': 4 }, matches: true },
  ],
});
