import { defineCondition } from './definition';
import { compileDomainTest, domainTestFields, domainTestKeys, domainTestSchema, domainTestSentence } from './domain-test';

const sentence = domainTestSentence({ en: 'sender domain', de: 'die Absenderdomain' });

/** Reads the envelope sender (MAIL FROM), not the From header, which is known only after the message has travelled. */
export const senderDomain = defineCondition({
  id: 'delivery.sender-domain',
  category: 'delivery',
  needs: ['envelope.senderDomain'],
  parameters: domainTestSchema,
  initial: { operator: 'is', domains: [] },
  fields: domainTestFields({ en: 'Sender domain', de: 'Absenderdomain' }),
  text: {
    en: {
      label: 'Domain',
      rowLabel: 'Sender domain',
      help: 'The domain of the envelope sender (MAIL FROM). Bounces have no sender and no domain: "Is" is false for them, "Is not" is true.',
      sentence: sentence.en,
    },
    de: {
      label: 'Domain',
      rowLabel: 'Absenderdomain',
      help: 'Die Domain des Umschlagabsenders (MAIL FROM). Unzustellbarkeitsmeldungen haben keinen Absender und keine Domain: „Ist“ trifft auf sie nicht zu, „Ist nicht“ trifft zu.',
      sentence: sentence.de,
    },
  },
  compile: (parameters) => {
    const test = compileDomainTest(parameters);
    return (facts) => test(facts['envelope.senderDomain']);
  },
  indexKeys: (parameters) => domainTestKeys('envelope.senderDomain', parameters),
  examples: [
    { parameters: { operator: 'is', domains: ['a.tld', 'b.tld'] }, facts: { 'envelope.senderDomain': 'b.tld' }, matches: true },
    { parameters: { operator: 'is', domains: ['a.tld'] }, facts: { 'envelope.senderDomain': 'sub.a.tld' }, matches: false },
    { parameters: { operator: 'is', domains: ['a.tld'] }, facts: { 'envelope.senderDomain': null }, matches: false },
    { parameters: { operator: 'is-not', domains: ['a.tld'] }, facts: { 'envelope.senderDomain': 'b.tld' }, matches: true },
    { parameters: { operator: 'is-not', domains: ['a.tld'] }, facts: { 'envelope.senderDomain': null }, matches: true },
    { parameters: { operator: 'is-or-under', domains: ['a.tld'] }, facts: { 'envelope.senderDomain': 'x.sub.a.tld' }, matches: true },
    { parameters: { operator: 'is-or-under', domains: ['a.tld'] }, facts: { 'envelope.senderDomain': 'nota.tld' }, matches: false },
    { parameters: { operator: 'matches', domains: ['*.bank.?e'] }, facts: { 'envelope.senderDomain': 'mail.bank.de' }, matches: true },
    { parameters: { operator: 'matches', domains: ['*'] }, facts: { 'envelope.senderDomain': null }, matches: false },
  ],
});
