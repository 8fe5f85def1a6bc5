import { addressTestFields, addressTestKeys, addressTestSchema, addressTestSentence, compileAddressTest } from './address-test';
import { defineCondition } from './definition';

const sentence = addressTestSentence({ en: 'sender address', de: 'die Absenderadresse' });

export const senderAddress = defineCondition({
  id: 'delivery.sender-address',
  category: 'delivery',
  needs: ['envelope.sender'],
  parameters: addressTestSchema,
  initial: { operator: 'is', addresses: [] },
  fields: addressTestFields({ en: 'Sender address', de: 'Absenderadresse' }),
  text: {
    en: {
      label: 'Sender address',
      help: 'The whole address of the envelope sender (MAIL FROM), without regard to upper and lower case. Bounces have no sender: "Is not" and "Does not contain" are true for them, all else is false.',
      sentence: sentence.en,
    },
    de: {
      label: 'Absenderadresse',
      help: 'Die ganze Adresse des Umschlagabsenders (MAIL FROM), ohne Unterschied zwischen Groß- und Kleinschreibung. Unzustellbarkeitsmeldungen haben keinen Absender: „Ist nicht“ und „Enthält nicht“ treffen auf sie zu, alles andere nicht.',
      sentence: sentence.de,
    },
  },
  compile: (parameters) => {
    const test = compileAddressTest(parameters);
    return (facts) => test(facts['envelope.sender']);
  },
  indexKeys: (parameters) => addressTestKeys('envelope.sender', parameters),
  examples: [
    { parameters: { operator: 'is', addresses: ['info@a.tld'] }, facts: { 'envelope.sender': 'Info@a.tld' }, matches: true },
    { parameters: { operator: 'is', addresses: ['info@a.tld'] }, facts: { 'envelope.sender': null }, matches: false },
    { parameters: { operator: 'is-not', addresses: ['info@a.tld'] }, facts: { 'envelope.sender': 'info@a.tld' }, matches: false },
    { parameters: { operator: 'is-not', addresses: ['info@a.tld'] }, facts: { 'envelope.sender': null }, matches: true },
    { parameters: { operator: 'contains', addresses: ['+spam'] }, facts: { 'envelope.sender': 'b+spam@a.tld' }, matches: true },
    { parameters: { operator: 'does-not-contain', addresses: ['+'] }, facts: { 'envelope.sender': null }, matches: true },
    { parameters: { operator: 'starts-with', addresses: ['bounce-'] }, facts: { 'envelope.sender': 'Bounce-7@a.tld' }, matches: true },
    { parameters: { operator: 'ends-with', addresses: ['@a.tld'] }, facts: { 'envelope.sender': 'b@a.tld.example' }, matches: false },
    { parameters: { operator: 'matches', addresses: ['no?reply*@*'] }, facts: { 'envelope.sender': 'no-reply-7@a.tld' }, matches: true },
    { parameters: { operator: 'matches', addresses: ['*'] }, facts: { 'envelope.sender': null }, matches: false },
    { parameters: { operator: 'matches-regex', addresses: ['^[0-9]+@'] }, facts: { 'envelope.sender': '4711@a.tld' }, matches: true },
    { parameters: { operator: 'matches-regex', addresses: ['^[0-9]+@'] }, facts: { 'envelope.sender': 'a4711@a.tld' }, matches: false },
  ],
});
