import { z } from 'zod';
import { defineCondition } from './definition';

export const lastErrorWasTls = defineCondition({
  id: 'queue.last-error-was-tls',
  category: 'queue',
  needs: ['queue.lastErrorWasTls'],
  parameters: z.object({ tls: z.boolean('value.invalid') }),
  initial: { tls: true },
  fields: [{ name: 'tls', widget: 'checkbox', label: { en: 'Last error was TLS', de: 'Letzter Fehler war TLS' } }],
  text: {
    en: {
      label: 'Last error was TLS',
      help: 'Checked: the delivery attempt before failed because TLS could not be had as demanded. Unchecked: it did not, or this is the first attempt. Only relay settings can depend on it.',
      sentence: ({ tls }) => `the last error was ${tls ? '' : 'not '}TLS`,
    },
    de: {
      label: 'Letzter Fehler war TLS',
      help: 'Angehakt: Der vorige Zustellversuch scheiterte, weil TLS nicht wie gefordert zustande kam. Nicht angehakt: Das war nicht der Grund, oder dies ist der erste Versuch. Nur Einstellungen der Weiterleitung können davon abhängen.',
      sentence: ({ tls }) => `der letzte Fehler war ${tls ? '' : 'nicht '}TLS`,
    },
  },
  compile: (parameters) => (facts) => facts['queue.lastErrorWasTls'] === parameters.tls,
  examples: [
    { parameters: { tls: true }, facts: { 'queue.lastErrorWasTls': true }, matches: true },
    { parameters: { tls: true }, facts: { 'queue.lastErrorWasTls': false }, matches: false },
    { parameters: { tls: false }, facts: { 'queue.lastErrorWasTls': false }, matches: true },
  ],
});
