import { defineCondition } from './definition';
import { compileDomainTest, domainTestFields, domainTestSchema, domainTestSentence } from './domain-test';

const sentence = domainTestSentence({ en: 'the domain of the From header', de: 'die Domain der From-Kopfzeile' });

export const fromDomain = defineCondition({
  id: 'message.from-domain',
  category: 'message',
  needs: ['message.fromDomains'],
  parameters: domainTestSchema,
  initial: { operator: 'is', domains: [] },
  fields: domainTestFields({ en: 'Header From domain', de: 'Domain der From-Kopfzeile' }),
  text: {
    en: {
      label: 'Header From domain',
      help: 'The domain of the From header that mail programs show; with several senders one of them is enough, and "Is not" is true if it is none of them. By the time it is known the message has travelled: to refuse mail for lack of TLS, use the sender domain.',
      sentence: sentence.en,
    },
    de: {
      label: 'Domain der From-Kopfzeile',
      help: 'Die Domain der From-Kopfzeile, die Mailprogramme anzeigen; bei mehreren Absendern genügt einer, und „Ist nicht“ trifft zu, wenn es keiner ist. Wenn sie bekannt ist, ist die Nachricht schon übertragen: Um Mail ohne TLS abzulehnen, nehmen Sie die Absenderdomain.',
      sentence: sentence.de,
    },
  },
  compile: (parameters) => {
    const test = compileDomainTest(parameters);
    return ({ 'message.fromDomains': domains }) => {
      if (domains.length === 0) return test(null);
      return parameters.operator === 'is-not' ? domains.every(test) : domains.some(test);
    };
  },
  examples: [
    { parameters: { operator: 'is', domains: ['a.tld'] }, facts: { 'message.fromDomains': ['b.tld', 'a.tld'] }, matches: true },
    { parameters: { operator: 'is', domains: ['a.tld'] }, facts: { 'message.fromDomains': [] }, matches: false },
    { parameters: { operator: 'is-not', domains: ['a.tld'] }, facts: { 'message.fromDomains': ['b.tld', 'a.tld'] }, matches: false },
    { parameters: { operator: 'is-not', domains: ['a.tld'] }, facts: { 'message.fromDomains': [] }, matches: true },
    { parameters: { operator: 'is-or-under', domains: ['a.tld'] }, facts: { 'message.fromDomains': ['x.a.tld'] }, matches: true },
    { parameters: { operator: 'matches', domains: ['*.a.tld'] }, facts: { 'message.fromDomains': ['a.tld'] }, matches: false },
  ],
});
