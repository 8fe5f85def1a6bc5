import { z } from 'zod';
import { defineAction } from './definition';

export const maximumRecipients = defineAction({
  id: 'limits.maximum-recipients',
  category: 'limits',
  sets: 'maxRecipients',
  parameters: z.object({ count: z.int('number.invalid').min(1, 'number.too-small').max(50_000, 'recipients.too-many') }),
  initial: { count: 100 },
  fields: [{ name: 'count', widget: 'number', label: { en: 'Maximum recipients', de: 'Höchste Empfängerzahl' } }],
  text: {
    en: {
      label: 'Maximum recipients',
      help: 'How many recipients one transaction may have. Further ones are answered 452, and the client sends to them in another transaction. RFC 5321 demands at least 100 from a public server.',
      sentence: ({ count }) => `accept at most ${count} recipients per transaction`,
    },
    de: {
      label: 'Höchste Empfängerzahl',
      help: 'Wie viele Empfänger eine Transaktion haben darf. Weitere werden mit 452 beantwortet, und der Client sendet an sie in einer weiteren Transaktion. RFC 5321 verlangt von einem öffentlichen Server mindestens 100.',
      sentence: ({ count }) => `höchstens ${count} Empfänger je Transaktion annehmen`,
    },
  },
  value: ({ count }) => count,
  examples: [{ parameters: { count: 5 }, value: 5 }],
});
