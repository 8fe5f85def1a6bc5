import { z } from 'zod';
import { defineCondition } from './definition';

export const usesEsmtp = defineCondition({
  id: 'session.uses-esmtp',
  category: 'session',
  needs: ['session.esmtp'],
  parameters: z.object({ esmtp: z.boolean('value.invalid') }),
  initial: { esmtp: true },
  fields: [{ name: 'esmtp', widget: 'checkbox', label: { en: 'Uses ESMTP', de: 'Nutzt ESMTP' } }],
  text: {
    en: {
      label: 'Uses ESMTP',
      help: 'Checked: the client greets with EHLO. Unchecked: with HELO, which leaves no way to STARTTLS.',
      sentence: ({ esmtp }) => `the client ${esmtp ? 'uses' : 'does not use'} ESMTP`,
    },
    de: {
      label: 'Nutzt ESMTP',
      help: 'Angehakt: Der Client grüßt mit EHLO. Nicht angehakt: mit HELO, womit kein STARTTLS möglich ist.',
      sentence: ({ esmtp }) => `der Client nutzt ${esmtp ? '' : 'kein '}ESMTP`,
    },
  },
  compile: (parameters) => (facts) => facts['session.esmtp'] === parameters.esmtp,
  examples: [
    { parameters: { esmtp: true }, facts: { 'session.esmtp': true }, matches: true },
    { parameters: { esmtp: true }, facts: { 'session.esmtp': false }, matches: false },
    { parameters: { esmtp: false }, facts: { 'session.esmtp': false }, matches: true },
  ],
});
