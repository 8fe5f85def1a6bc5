import { z } from 'zod';
import { defineCondition } from './definition';

export const isSsl = defineCondition({
  id: 'connection.is-ssl',
  category: 'connection',
  needs: ['connection.encrypted'],
  parameters: z.object({ encrypted: z.boolean('value.invalid') }),
  initial: { encrypted: false },
  fields: [{ name: 'encrypted', widget: 'checkbox', label: { en: 'Is SSL', de: 'Ist SSL' } }],
  text: {
    en: {
      label: 'Is SSL',
      help: 'Checked: the connection is encrypted, by STARTTLS or TLS from the first byte. Unchecked: it is not. Known from MAIL FROM on, for until then a client may still say STARTTLS.',
      sentence: ({ encrypted }) => `the connection is ${encrypted ? '' : 'not '}encrypted`,
    },
    de: {
      label: 'Ist SSL',
      help: 'Angehakt: Die Verbindung ist verschlüsselt, durch STARTTLS oder TLS vom ersten Byte an. Nicht angehakt: Sie ist es nicht. Bekannt ab MAIL FROM, denn bis dahin kann ein Client noch STARTTLS sagen.',
      sentence: ({ encrypted }) => `die Verbindung ist ${encrypted ? '' : 'nicht '}verschlüsselt`,
    },
  },
  compile: (parameters) => (facts) => facts['connection.encrypted'] === parameters.encrypted,
  examples: [
    { parameters: { encrypted: false }, facts: { 'connection.encrypted': false }, matches: true },
    { parameters: { encrypted: false }, facts: { 'connection.encrypted': true }, matches: false },
    { parameters: { encrypted: true }, facts: { 'connection.encrypted': true }, matches: true },
  ],
});
