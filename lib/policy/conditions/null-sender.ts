import { z } from 'zod';
import { defineCondition } from './definition';

export const nullSender = defineCondition({
  id: 'delivery.null-sender',
  category: 'delivery',
  needs: ['envelope.sender'],
  parameters: z.object({ null: z.boolean('value.invalid') }),
  initial: { null: true },
  fields: [{ name: 'null', widget: 'checkbox', label: { en: 'Null sender', de: 'Leerer Absender' } }],
  text: {
    en: {
      label: 'Null sender',
      help: 'Checked: the envelope sender is empty (MAIL FROM:<>), as it is in bounces and receipts. Unchecked: there is a sender.',
      sentence: (parameters) => (parameters.null ? 'the mail has the null sender' : 'the mail has a sender'),
    },
    de: {
      label: 'Leerer Absender',
      help: 'Angehakt: Der Umschlagabsender ist leer (MAIL FROM:<>), wie bei Unzustellbarkeitsmeldungen und Empfangsbestätigungen. Nicht angehakt: Es gibt einen Absender.',
      sentence: (parameters) => (parameters.null ? 'die Mail hat den leeren Absender' : 'die Mail hat einen Absender'),
    },
  },
  compile: (parameters) => (facts) => (facts['envelope.sender'] === null) === parameters.null,
  examples: [
    { parameters: { null: true }, facts: { 'envelope.sender': null }, matches: true },
    { parameters: { null: true }, facts: { 'envelope.sender': 'b@a.tld' }, matches: false },
    { parameters: { null: false }, facts: { 'envelope.sender': 'b@a.tld' }, matches: true },
  ],
});
