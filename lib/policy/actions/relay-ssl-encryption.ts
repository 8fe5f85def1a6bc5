import { z } from 'zod';
import { defineAction } from './definition';

export const relaySslEncryption = defineAction({
  id: 'relay.ssl-encryption',
  category: 'relay',
  sets: 'relayEncryption',
  parameters: z.object({ ssl: z.boolean('value.invalid') }),
  initial: { ssl: false },
  fields: [{ name: 'ssl', widget: 'checkbox', label: { en: 'SSL', de: 'SSL' } }],
  text: {
    en: {
      label: 'SSL Encryption',
      help: 'Checked: TLS from the first byte (usually port 465), or the mail waits. Unchecked: STARTTLS if the next hop offers it.',
      sentence: ({ ssl }) => (ssl ? 'relay over TLS from the first byte' : 'relay with STARTTLS if available'),
    },
    de: {
      label: 'SSL-Verschlüsselung',
      help: 'Angehakt: TLS vom ersten Byte an (üblich: Port 465), sonst wartet die Mail. Nicht angehakt: STARTTLS, wenn der nächste Server es anbietet.',
      sentence: ({ ssl }) => (ssl ? 'mit TLS vom ersten Byte an weiterleiten' : 'mit STARTTLS weiterleiten, wenn angeboten'),
    },
  },
  value: ({ ssl }) => (ssl ? 'implicit' : 'opportunistic'),
  examples: [
    { parameters: { ssl: true }, value: 'implicit' },
    { parameters: { ssl: false }, value: 'opportunistic' },
  ],
});
