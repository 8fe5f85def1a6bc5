import { z } from 'zod';
import { defineCondition } from './definition';

export const relayingMail = defineCondition({
  id: 'delivery.relaying-mail',
  category: 'delivery',
  needs: ['recipient.relayed'],
  parameters: z.object({ relaying: z.boolean('value.invalid') }),
  initial: { relaying: true },
  fields: [{ name: 'relaying', widget: 'checkbox', label: { en: 'Relaying mail', de: 'Weitergeleitete Mail' } }],
  text: {
    en: {
      label: 'Relaying mail',
      help: 'Checked: the recipient is in none of the local domains, so the message leaves for another server. Unchecked: it is in one of them.',
      sentence: ({ relaying }) => (relaying ? 'the mail is relayed' : 'the mail is for a local domain'),
    },
    de: {
      label: 'Weitergeleitete Mail',
      help: 'Angehakt: Der Empfänger gehört zu keiner lokalen Domain, die Nachricht geht also an einen anderen Server. Nicht angehakt: Er gehört zu einer.',
      sentence: ({ relaying }) => (relaying ? 'die Mail wird weitergeleitet' : 'die Mail ist für eine lokale Domain'),
    },
  },
  compile: (parameters) => (facts) => facts['recipient.relayed'] === parameters.relaying,
  examples: [
    { parameters: { relaying: true }, facts: { 'recipient.relayed': true }, matches: true },
    { parameters: { relaying: true }, facts: { 'recipient.relayed': false }, matches: false },
    { parameters: { relaying: false }, facts: { 'recipient.relayed': false }, matches: true },
  ],
});
