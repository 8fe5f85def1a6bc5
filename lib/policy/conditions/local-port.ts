import { defineCondition } from './definition';
import { compileNumberTest, numberTestFields, numberTestSchema, numberTestSentence } from './number-test';

const sentence = numberTestSentence({ en: 'the local port', de: 'der lokale Port' });

export const localPort = defineCondition({
  id: 'connection.local-port',
  category: 'connection',
  needs: ['connection.localPort'],
  parameters: numberTestSchema,
  initial: { operator: 'is', number: 25 },
  fields: numberTestFields({ en: 'Local port', de: 'Lokaler Port' }),
  text: {
    en: {
      label: 'Local port',
      help: 'The port of this host on which the client has connected.',
      sentence: sentence.en,
    },
    de: {
      label: 'Lokaler Port',
      help: 'Der Port dieses Rechners, mit dem sich der Client verbunden hat.',
      sentence: sentence.de,
    },
  },
  compile: (parameters) => {
    const test = compileNumberTest(parameters);
    return (facts) => test(facts['connection.localPort']);
  },
  examples: [
    { parameters: { operator: 'is', number: 5 }, facts: { 'connection.localPort': 5 }, matches: true },
    { parameters: { operator: 'is', number: 5 }, facts: { 'connection.localPort': 6 }, matches: false },
    { parameters: { operator: 'greater-than', number: 5 }, facts: { 'connection.localPort': 5 }, matches: false },
    { parameters: { operator: 'greater-than', number: 5 }, facts: { 'connection.localPort': 6 }, matches: true },
    { parameters: { operator: 'less-than', number: 5 }, facts: { 'connection.localPort': 4 }, matches: true },
  ],
});
