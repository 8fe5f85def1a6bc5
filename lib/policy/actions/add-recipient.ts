import { z } from 'zod';
import { addressSchema } from '@/lib/mail/address';
import { defineAction } from './definition';

export const addRecipient = defineAction({
  id: 'recipient.add',
  category: 'recipient',
  sets: 'recipients',
  parameters: z.object({ address: addressSchema }),
  initial: { address: '' },
  fields: [{ name: 'address', widget: 'text', label: { en: 'Address', de: 'Adresse' } }],
  text: {
    en: {
      label: 'Add recipient (blind copy)',
      help: 'The message goes to this address too, unseen by sender and recipients. It is routed as any other mail, even to a domain that the client could not send to, but no rule is asked about it again. The sender is not told if the copy cannot be delivered.',
      sentence: ({ address }) => `send a blind copy to ${address}`,
    },
    de: {
      label: 'Empfänger hinzufügen (Blindkopie)',
      help: 'Die Nachricht geht auch an diese Adresse, ohne dass Absender und Empfänger es sehen. Sie wird wie jede Mail zugestellt, auch an eine Domain, an die der Client nicht senden dürfte, aber keine Regel wird noch einmal nach ihr gefragt. Der Absender erfährt nicht, wenn die Kopie nicht zustellbar ist.',
      sentence: ({ address }) => `eine Blindkopie an ${address} senden`,
    },
  },
  value: ({ address }) => [{ kind: 'add', address }],
  examples: [{ parameters: { address: 'archive@a.tld' }, value: [{ kind: 'add', address: 'archive@a.tld' }] }],
});
