import { z } from 'zod';
import { addressSchema } from '@/lib/mail/address';
import { defineAction } from './definition';

export const redirectRecipient = defineAction({
  id: 'recipient.redirect',
  category: 'recipient',
  sets: 'recipients',
  parameters: z.object({ address: addressSchema }),
  initial: { address: '' },
  fields: [{ name: 'address', widget: 'text', label: { en: 'Address', de: 'Adresse' } }],
  text: {
    en: {
      label: 'Redirect recipient',
      help: 'The message goes to this address instead of the recipient that the rule matches. It is routed as any other mail, even to a domain that the client could not send to, but no rule is asked about it again.',
      sentence: ({ address }) => `redirect to ${address}`,
    },
    de: {
      label: 'Empfänger umleiten',
      help: 'Die Nachricht geht an diese Adresse statt an den Empfänger, auf den die Regel zutrifft. Sie wird wie jede Mail zugestellt, auch an eine Domain, an die der Client nicht senden dürfte, aber keine Regel wird noch einmal nach ihr gefragt.',
      sentence: ({ address }) => `an ${address} umleiten`,
    },
  },
  value: ({ address }) => [{ kind: 'redirect', address }],
  examples: [{ parameters: { address: 'box@a.tld' }, value: [{ kind: 'redirect', address: 'box@a.tld' }] }],
});
