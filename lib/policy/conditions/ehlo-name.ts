import { defineCondition } from './definition';
import { compileTextTest, textTestFields, textTestKeys, textTestSchema, textTestSentence } from './text-test';

const sentence = textTestSentence({ en: 'the EHLO name', de: 'der EHLO-Name' });

export const ehloName = defineCondition({
  id: 'session.ehlo-name',
  category: 'session',
  needs: ['session.ehloName'],
  parameters: textTestSchema,
  initial: { operator: 'is', texts: [] },
  fields: textTestFields({ en: 'EHLO name', de: 'EHLO-Name' }),
  text: {
    en: {
      label: 'EHLO name',
      help: 'What the client calls itself (EHLO or HELO), without regard to upper and lower case. It is not proved. The last greeting before MAIL FROM counts.',
      sentence: sentence.en,
    },
    de: {
      label: 'EHLO-Name',
      help: 'Wie sich der Client selbst nennt (EHLO oder HELO), ohne Unterschied zwischen Groß- und Kleinschreibung. Der Name ist nicht bewiesen. Es zählt die letzte Begrüßung vor MAIL FROM.',
      sentence: sentence.de,
    },
  },
  compile: (parameters) => {
    const test = compileTextTest(parameters);
    return (facts) => test(facts['session.ehloName']);
  },
  indexKeys: (parameters) => textTestKeys('session.ehloName', parameters),
  examples: [
    { parameters: { operator: 'is', texts: ['mail.a.tld'] }, facts: { 'session.ehloName': 'MAIL.A.TLD' }, matches: true },
    { parameters: { operator: 'is', texts: ['other'] }, facts: { 'session.ehloName': 'mail.a.tld' }, matches: false },
    { parameters: { operator: 'is-not', texts: ['mail.a.tld'] }, facts: { 'session.ehloName': 'mail.a.tld' }, matches: false },
    { parameters: { operator: 'contains', texts: ['.a.'] }, facts: { 'session.ehloName': 'mail.a.tld' }, matches: true },
    { parameters: { operator: 'does-not-contain', texts: ['.a.'] }, facts: { 'session.ehloName': 'mail.a.tld' }, matches: false },
    { parameters: { operator: 'starts-with', texts: ['ma'] }, facts: { 'session.ehloName': 'mail.a.tld' }, matches: true },
    { parameters: { operator: 'ends-with', texts: ['ld'] }, facts: { 'session.ehloName': 'mail.a.tld' }, matches: true },
    { parameters: { operator: 'matches', texts: ['ma*'] }, facts: { 'session.ehloName': 'mail.a.tld' }, matches: true },
    { parameters: { operator: 'matches-regex', texts: ['^ma.+$'] }, facts: { 'session.ehloName': 'mail.a.tld' }, matches: true },
  ],
});
