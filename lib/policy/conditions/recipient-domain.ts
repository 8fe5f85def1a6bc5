import { defineCondition } from './definition';
import { compileDomainTest, domainTestFields, domainTestKeys, domainTestSchema, domainTestSentence } from './domain-test';

const sentence = domainTestSentence({ en: 'recipient domain', de: 'die Empfängerdomain' });

export const recipientDomain = defineCondition({
  id: 'recipient.domain',
  category: 'recipient',
  needs: ['recipient.domain'],
  parameters: domainTestSchema,
  initial: { operator: 'is', domains: [] },
  fields: domainTestFields({ en: 'Recipient domain', de: 'Empfängerdomain' }),
  text: {
    en: {
      label: 'Domain',
      rowLabel: 'Recipient domain',
      help: 'The domain of the envelope recipient (RCPT TO). Each recipient is judged on its own.',
      sentence: sentence.en,
    },
    de: {
      label: 'Domain',
      rowLabel: 'Empfängerdomain',
      help: 'Die Domain des Umschlagempfängers (RCPT TO). Jeder Empfänger wird für sich beurteilt.',
      sentence: sentence.de,
    },
  },
  compile: (parameters) => {
    const test = compileDomainTest(parameters);
    return (facts) => test(facts['recipient.domain']);
  },
  indexKeys: (parameters) => domainTestKeys('recipient.domain', parameters),
  examples: [
    { parameters: { operator: 'is', domains: ['a.tld'] }, facts: { 'recipient.domain': 'a.tld' }, matches: true },
    { parameters: { operator: 'is', domains: ['a.tld'] }, facts: { 'recipient.domain': 'b.tld' }, matches: false },
    { parameters: { operator: 'is-not', domains: ['a.tld'] }, facts: { 'recipient.domain': 'a.tld' }, matches: false },
    { parameters: { operator: 'is-or-under', domains: ['a.tld'] }, facts: { 'recipient.domain': 'a.tld' }, matches: true },
    { parameters: { operator: 'matches', domains: ['a.*'] }, facts: { 'recipient.domain': 'a.example.org' }, matches: true },
  ],
});
