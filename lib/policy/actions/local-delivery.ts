import { z } from 'zod';
import { defineAction } from './definition';

const WORDS = {
  en: {
    anyone: 'let anyone send to local domains',
    authenticated: 'let only authenticated users send to local domains',
    nobody: 'let nobody send to local domains',
  },
  de: {
    anyone: 'alle an lokale Domains senden lassen',
    authenticated: 'nur angemeldete Benutzer an lokale Domains senden lassen',
    nobody: 'niemanden an lokale Domains senden lassen',
  },
};

export const localDelivery = defineAction({
  id: 'delivery.local-delivery',
  category: 'delivery',
  sets: 'localDelivery',
  parameters: z.object({ by: z.enum(['anyone', 'authenticated', 'nobody'], 'value.invalid') }),
  initial: { by: 'authenticated' },
  fields: [
    {
      name: 'by',
      widget: 'choice',
      label: { en: 'Local delivery', de: 'Lokale Zustellung' },
      options: [
        { value: 'anyone', label: { en: 'Anyone', de: 'Alle' } },
        { value: 'authenticated', label: { en: 'Authenticated users', de: 'Angemeldete Benutzer' } },
        { value: 'nobody', label: { en: 'Nobody', de: 'Niemand' } },
      ],
    },
  ],
  text: {
    en: {
      label: 'Local delivery',
      help: 'Who may send to recipients in local domains. Others are refused at RCPT TO. Without a rule anyone may.',
      sentence: ({ by }) => WORDS.en[by],
    },
    de: {
      label: 'Lokale Zustellung',
      help: 'Wer an Empfänger in lokalen Domains senden darf. Andere werden bei RCPT TO abgelehnt. Ohne Regel dürfen es alle.',
      sentence: ({ by }) => WORDS.de[by],
    },
  },
  value: ({ by }) => by,
  examples: [
    { parameters: { by: 'anyone' }, value: 'anyone' },
    { parameters: { by: 'authenticated' }, value: 'authenticated' },
    { parameters: { by: 'nobody' }, value: 'nobody' },
  ],
});
