import { defineCondition } from './definition';
import { compileTextTest, textTestFields, textTestKeys, textTestSchema, textTestSentence } from './text-test';

const sentence = textTestSentence({ en: 'the host name of the client', de: 'der Hostname des Clients' });

export const remoteHostName = defineCondition({
  id: 'connection.remote-host-name',
  category: 'connection',
  needs: ['connection.remoteHostName'],
  parameters: textTestSchema,
  initial: { operator: 'is', texts: [] },
  fields: textTestFields({ en: 'Remote host name', de: 'Hostname des Clients' }),
  text: {
    en: {
      label: 'Remote host name',
      help: 'The name of the address of the client in the DNS (PTR), if that name leads back to the address. Without such a name "Is not" and "Does not contain" are true, all else is false.',
      sentence: sentence.en,
    },
    de: {
      label: 'Hostname des Clients',
      help: 'Der Name der Client-Adresse im DNS (PTR), sofern er zur Adresse zurückführt. Ohne solchen Namen treffen „Ist nicht“ und „Enthält nicht“ zu, alles andere nicht.',
      sentence: sentence.de,
    },
  },
  compile: (parameters) => {
    const test = compileTextTest(parameters);
    return (facts) => test(facts['connection.remoteHostName']);
  },
  indexKeys: (parameters) => textTestKeys('connection.remoteHostName', parameters),
  examples: [
    { parameters: { operator: 'is', texts: ['mail.a.tld'] }, facts: { 'connection.remoteHostName': 'MAIL.A.TLD' }, matches: true },
    { parameters: { operator: 'is', texts: ['other'] }, facts: { 'connection.remoteHostName': 'mail.a.tld' }, matches: false },
    { parameters: { operator: 'is-not', texts: ['mail.a.tld'] }, facts: { 'connection.remoteHostName': 'mail.a.tld' }, matches: false },
    { parameters: { operator: 'contains', texts: ['.a.'] }, facts: { 'connection.remoteHostName': 'mail.a.tld' }, matches: true },
    { parameters: { operator: 'does-not-contain', texts: ['.a.'] }, facts: { 'connection.remoteHostName': 'mail.a.tld' }, matches: false },
    { parameters: { operator: 'starts-with', texts: ['ma'] }, facts: { 'connection.remoteHostName': 'mail.a.tld' }, matches: true },
    { parameters: { operator: 'ends-with', texts: ['ld'] }, facts: { 'connection.remoteHostName': 'mail.a.tld' }, matches: true },
    { parameters: { operator: 'matches', texts: ['ma*'] }, facts: { 'connection.remoteHostName': 'mail.a.tld' }, matches: true },
    { parameters: { operator: 'matches-regex', texts: ['^ma.+$'] }, facts: { 'connection.remoteHostName': 'mail.a.tld' }, matches: true },
  ],
});
