import { z } from 'zod';
import { sourceAddressSchema } from '../source-address';
import { defineAction } from './definition';

export const relaySourceAddress = defineAction({
  id: 'relay.source-address',
  category: 'relay',
  sets: 'relaySourceAddress',
  parameters: z.object({ address: sourceAddressSchema }),
  initial: { address: '' },
  fields: [{ name: 'address', widget: 'text', label: { en: 'Source address', de: 'Lokale Adresse' } }],
  text: {
    en: {
      label: 'Source address',
      help: 'The local address from which the next hop is reached. It decides between IPv4 and IPv6. On a machine that does not have the address the mail waits.',
      sentence: ({ address }) => `send from ${address}`,
    },
    de: {
      label: 'Lokale Adresse',
      help: 'Die lokale Adresse, von der aus der nächste Server angesprochen wird. Sie entscheidet auch zwischen IPv4 und IPv6. Auf einer Maschine, die die Adresse nicht hat, wartet die Mail.',
      sentence: ({ address }) => `von ${address} aus senden`,
    },
  },
  value: ({ address }) => address,
  examples: [
    { parameters: { address: '192.0.2.7' }, value: '192.0.2.7' },
    { parameters: { address: '2001:db8::7' }, value: '2001:db8::7' },
  ],
});
