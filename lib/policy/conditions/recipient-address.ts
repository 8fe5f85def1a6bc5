import { addressTestFields, addressTestKeys, addressTestSchema, addressTestSentence, compileAddressTest } from './address-test';
import { defineCondition } from './definition';

const sentence = addressTestSentence({ en: 'recipient address', de: 'die Empfängeradresse' });

export const recipientAddress = defineCondition({
  id: 'recipient.address',
  category: 'recipient',
  needs: ['recipient.address'],
  parameters: addressTestSchema,
  initial: { operator: 'is', addresses: [] },
  fields: addressTestFields({ en: 'Recipient address', de: 'Empfängeradresse' }),
  text: {
    en: {
      label: 'Address',
      rowLabel: 'Recipient address',
      help: 'The whole address of the envelope recipient (RCPT TO), without regard to upper and lower case.',
      sentence: sentence.en,
    },
    de: {
      label: 'Adresse',
      rowLabel: 'Empfängeradresse',
      help: 'Die ganze Adresse des Umschlagempfängers (RCPT TO), ohne Rücksicht auf Groß- und Kleinschreibung.',
      sentence: sentence.de,
    },
  },
  compile: (parameters) => {
    const test = compileAddressTest(parameters);
    return (facts) => test(facts['recipient.address']);
  },
  indexKeys: (parameters) => addressTestKeys('recipient.address', parameters),
  examples: [
    { parameters: { operator: 'is', addresses: ['info@a.tld'] }, facts: { 'recipient.address': 'Info@a.tld' }, matches: true },
    { parameters: { operator: 'is-not', addresses: ['info@a.tld'] }, facts: { 'recipient.address': 'info@a.tld' }, matches: false },
    { parameters: { operator: 'contains', addresses: ['+spam'] }, facts: { 'recipient.address': 'b+spam@a.tld' }, matches: true },
    { parameters: { operator: 'does-not-contain', addresses: ['+'] }, facts: { 'recipient.address': 'b@a.tld' }, matches: true },
    {
      parameters: { operator: 'starts-with', addresses: ['postmaster@'] },
      facts: { 'recipient.address': 'postmaster@a.tld' },
      matches: true,
    },
    { parameters: { operator: 'ends-with', addresses: ['@a.tld'] }, facts: { 'recipient.address': 'b@a.tld.example' }, matches: false },
    { parameters: { operator: 'matches', addresses: ['no?reply*@*'] }, facts: { 'recipient.address': 'no-reply-7@a.tld' }, matches: true },
    {
      parameters: { operator: 'matches-regex', addresses: ['^info[0-9]*@'] },
      facts: { 'recipient.address': 'INFO7@a.tld' },
      matches: true,
    },
  ],
});
