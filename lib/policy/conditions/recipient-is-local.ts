import { z } from 'zod';
import { defineCondition } from './definition';

/** The reverse of "Relaying mail", on the same fact, so that the two can never disagree. */
export const recipientIsLocal = defineCondition({
  id: 'recipient.is-local',
  category: 'recipient',
  needs: ['recipient.relayed'],
  parameters: z.object({ local: z.boolean('value.invalid') }),
  initial: { local: true },
  fields: [{ name: 'local', widget: 'checkbox', label: { en: 'Recipient is local', de: 'Empfänger ist lokal' } }],
  text: {
    en: {
      label: 'Is local',
      rowLabel: 'Recipient is local',
      help: 'Checked: the recipient is in one of the local domains. Unchecked: it is in none of them, so the message leaves for another server.',
      sentence: ({ local }) => `the recipient is ${local ? '' : 'not '}local`,
    },
    de: {
      label: 'Ist lokal',
      rowLabel: 'Empfänger ist lokal',
      help: 'Angehakt: Der Empfänger gehört zu einer der lokalen Domains. Nicht angehakt: Er gehört zu keiner, die Nachricht geht also an einen anderen Server.',
      sentence: ({ local }) => `der Empfänger ist ${local ? '' : 'nicht '}lokal`,
    },
  },
  compile: (parameters) => (facts) => facts['recipient.relayed'] !== parameters.local,
  examples: [
    { parameters: { local: true }, facts: { 'recipient.relayed': false }, matches: true },
    { parameters: { local: true }, facts: { 'recipient.relayed': true }, matches: false },
    { parameters: { local: false }, facts: { 'recipient.relayed': true }, matches: true },
  ],
});
