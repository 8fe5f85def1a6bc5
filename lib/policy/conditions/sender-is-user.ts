import { z } from 'zod';
import { defineCondition } from './definition';

export const senderIsUser = defineCondition({
  id: 'delivery.sender-is-user',
  category: 'delivery',
  needs: ['envelope.senderIsUser'],
  parameters: z.object({ own: z.boolean('value.invalid') }),
  initial: { own: true },
  fields: [
    { name: 'own', widget: 'checkbox', label: { en: 'Sender is the authenticated user', de: 'Absender ist der angemeldete Benutzer' } },
  ],
  text: {
    en: {
      label: 'Sender is the authenticated user',
      help: 'Checked: the name with which the client has signed in is the whole address of the envelope sender or the part of it before the @. Unchecked: it is neither, or the client has not signed in.',
      sentence: ({ own }) => `the sender is ${own ? '' : 'not '}the authenticated user`,
    },
    de: {
      label: 'Absender ist der angemeldete Benutzer',
      help: 'Angehakt: Der Name, mit dem sich der Client angemeldet hat, ist die ganze Adresse des Umschlagabsenders oder ihr Teil vor dem @. Nicht angehakt: Er ist keines von beiden, oder der Client ist nicht angemeldet.',
      sentence: ({ own }) => `der Absender ist ${own ? '' : 'nicht '}der angemeldete Benutzer`,
    },
  },
  compile: (parameters) => (facts) => facts['envelope.senderIsUser'] === parameters.own,
  examples: [
    { parameters: { own: true }, facts: { 'envelope.senderIsUser': true }, matches: true },
    { parameters: { own: true }, facts: { 'envelope.senderIsUser': false }, matches: false },
    { parameters: { own: false }, facts: { 'envelope.senderIsUser': false }, matches: true },
  ],
});
