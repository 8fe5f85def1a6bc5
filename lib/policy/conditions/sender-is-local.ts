import { z } from 'zod';
import { defineCondition } from './definition';

export const senderIsLocal = defineCondition({
  id: 'delivery.sender-is-local',
  category: 'delivery',
  needs: ['envelope.senderIsLocal'],
  parameters: z.object({ local: z.boolean('value.invalid') }),
  initial: { local: true },
  fields: [{ name: 'local', widget: 'checkbox', label: { en: 'Sender is local', de: 'Absender ist lokal' } }],
  text: {
    en: {
      label: 'Sender is local',
      help: 'Checked: the domain of the envelope sender is one of the local domains. Unchecked: it is not, or the sender is empty. The sender is not proved.',
      sentence: ({ local }) => `the sender is ${local ? '' : 'not '}local`,
    },
    de: {
      label: 'Absender ist lokal',
      help: 'Angehakt: Die Domain des Umschlagabsenders ist eine der lokalen Domains. Nicht angehakt: Sie ist keine, oder der Absender ist leer. Der Absender ist nicht bewiesen.',
      sentence: ({ local }) => `der Absender ist ${local ? '' : 'nicht '}lokal`,
    },
  },
  compile: (parameters) => (facts) => facts['envelope.senderIsLocal'] === parameters.local,
  examples: [
    { parameters: { local: true }, facts: { 'envelope.senderIsLocal': true }, matches: true },
    { parameters: { local: true }, facts: { 'envelope.senderIsLocal': false }, matches: false },
    { parameters: { local: false }, facts: { 'envelope.senderIsLocal': false }, matches: true },
  ],
});
