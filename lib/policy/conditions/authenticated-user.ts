import { defineCondition } from './definition';
import { compileTextTest, textTestFields, textTestKeys, textTestSchema, textTestSentence } from './text-test';

const sentence = textTestSentence({ en: 'the authenticated user', de: 'der angemeldete Benutzer' });

export const authenticatedUser = defineCondition({
  id: 'session.authenticated-user',
  category: 'session',
  needs: ['session.authenticatedUser'],
  parameters: textTestSchema,
  initial: { operator: 'is', texts: [] },
  fields: textTestFields({ en: 'Authenticated user', de: 'Angemeldeter Benutzer' }),
  text: {
    en: {
      label: 'Authenticated user',
      help: 'The name with which the client has signed in (AUTH), without regard to upper and lower case. A client that has not signed in has no name: "Is not" and "Does not contain" are true for it, all else is false.',
      sentence: sentence.en,
    },
    de: {
      label: 'Angemeldeter Benutzer',
      help: 'Der Name, mit dem sich der Client angemeldet hat (AUTH), ohne Unterschied zwischen Groß- und Kleinschreibung. Wer nicht angemeldet ist, hat keinen Namen: „Ist nicht“ und „Enthält nicht“ treffen dann zu, alles andere nicht.',
      sentence: sentence.de,
    },
  },
  compile: (parameters) => {
    const test = compileTextTest(parameters);
    return (facts) => test(facts['session.authenticatedUser']);
  },
  indexKeys: (parameters) => textTestKeys('session.authenticatedUser', parameters),
  examples: [
    { parameters: { operator: 'is', texts: ['alice', 'bob'] }, facts: { 'session.authenticatedUser': 'Bob' }, matches: true },
    { parameters: { operator: 'is', texts: ['alice'] }, facts: { 'session.authenticatedUser': null }, matches: false },
    { parameters: { operator: 'is-not', texts: ['alice'] }, facts: { 'session.authenticatedUser': 'alice' }, matches: false },
    { parameters: { operator: 'is-not', texts: ['alice'] }, facts: { 'session.authenticatedUser': null }, matches: true },
    { parameters: { operator: 'contains', texts: ['scan'] }, facts: { 'session.authenticatedUser': 'lab-scanner' }, matches: true },
    { parameters: { operator: 'does-not-contain', texts: ['scan'] }, facts: { 'session.authenticatedUser': 'alice' }, matches: true },
    { parameters: { operator: 'starts-with', texts: ['lab-'] }, facts: { 'session.authenticatedUser': 'lab-scanner' }, matches: true },
    { parameters: { operator: 'ends-with', texts: ['@a.tld'] }, facts: { 'session.authenticatedUser': 'alice@b.tld' }, matches: false },
    { parameters: { operator: 'matches', texts: ['printer-??'] }, facts: { 'session.authenticatedUser': 'printer-7' }, matches: false },
    {
      parameters: { operator: 'matches-regex', texts: ['^(printer|scanner)-\\d+$'] },
      facts: { 'session.authenticatedUser': 'scanner-12' },
      matches: true,
    },
  ],
});
