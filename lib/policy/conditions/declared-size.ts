import { defineCondition } from './definition';
import { compileSizeTest, sizeTestFields, sizeTestSchema, sizeTestSentence } from './size-test';

const sentence = sizeTestSentence({ en: 'the declared size', de: 'die angekündigte Größe' });

export const declaredSize = defineCondition({
  id: 'message.declared-size',
  category: 'message',
  needs: ['message.declaredSize'],
  parameters: sizeTestSchema,
  initial: { operator: 'greater-than', size: 10_485_760 },
  fields: sizeTestFields({ en: 'Declared size', de: 'Angekündigte Größe' }),
  text: {
    en: {
      label: 'Declared size',
      help: 'What the client announces with MAIL FROM as the size of the message, before it is transferred. It is not proved. Of a client that announces nothing neither is true.',
      sentence: sentence.en,
    },
    de: {
      label: 'Angekündigte Größe',
      help: 'Was der Client mit MAIL FROM als Größe der Nachricht ankündigt, bevor sie übertragen ist. Sie ist nicht bewiesen. Für einen Client, der nichts ankündigt, trifft beides nicht zu.',
      sentence: sentence.de,
    },
  },
  compile: (parameters) => {
    const test = compileSizeTest(parameters);
    return ({ 'message.declaredSize': declared }) => declared !== null && test(declared);
  },
  examples: [
    { parameters: { operator: 'greater-than', size: 1000 }, facts: { 'message.declaredSize': 1001 }, matches: true },
    { parameters: { operator: 'greater-than', size: 1000 }, facts: { 'message.declaredSize': 1000 }, matches: false },
    { parameters: { operator: 'greater-than', size: 1000 }, facts: { 'message.declaredSize': null }, matches: false },
    { parameters: { operator: 'less-than', size: 1000 }, facts: { 'message.declaredSize': 999 }, matches: true },
    { parameters: { operator: 'less-than', size: 1000 }, facts: { 'message.declaredSize': 0 }, matches: true },
    { parameters: { operator: 'less-than', size: 1000 }, facts: { 'message.declaredSize': null }, matches: false },
  ],
});
