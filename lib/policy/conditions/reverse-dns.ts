import { REVERSE_DNS_RESULTS } from '../facts';
import { defineCondition } from './definition';
import { resultTest } from './result-test';

const test = resultTest(REVERSE_DNS_RESULTS, {
  pass: { en: 'confirmed', de: 'bestätigt' },
  fail: { en: 'not confirmed', de: 'nicht bestätigt' },
  none: { en: 'missing', de: 'nicht vorhanden' },
});

export const reverseDns = defineCondition({
  id: 'checks.reverse-dns',
  category: 'checks',
  needs: ['connection.reverseDns'],
  parameters: test.schema,
  initial: { results: ['fail', 'none'] },
  fields: test.fields({ en: 'Reverse DNS', de: 'Reverse-DNS' }),
  text: {
    en: {
      label: 'Reverse DNS',
      help: 'Whether the address of the client has a name in the DNS (PTR) that leads back to it. Confirmed (pass): it has. Not confirmed (fail): it has a name, but that leads elsewhere. Missing (none): it has no name.',
      sentence: ({ results }) => `the reverse DNS of the client is ${test.inWords(results, 'en')}`,
    },
    de: {
      label: 'Reverse-DNS',
      help: 'Ob die Client-Adresse im DNS einen Namen hat (PTR), der zu ihr zurückführt. Bestätigt (pass): Ja. Nicht bestätigt (fail): Sie hat einen Namen, doch der führt woandershin. Nicht vorhanden (none): Sie hat keinen Namen.',
      sentence: ({ results }) => `das Reverse-DNS des Clients ist ${test.inWords(results, 'de')}`,
    },
  },
  compile:
    ({ results }) =>
    (facts) =>
      results.includes(facts['connection.reverseDns']),
  examples: [
    { parameters: { results: ['fail', 'none'] }, facts: { 'connection.reverseDns': 'none' }, matches: true },
    { parameters: { results: ['fail', 'none'] }, facts: { 'connection.reverseDns': 'pass' }, matches: false },
    { parameters: { results: ['pass'] }, facts: { 'connection.reverseDns': 'pass' }, matches: true },
  ],
});
