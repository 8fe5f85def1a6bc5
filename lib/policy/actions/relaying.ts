import { z } from 'zod';
import { defineAction } from './definition';

const WORDS = {
  en: { anyone: 'let anyone relay', authenticated: 'let only authenticated users relay', nobody: 'let nobody relay' },
  de: {
    anyone: 'alle weiterleiten lassen',
    authenticated: 'nur angemeldete Benutzer weiterleiten lassen',
    nobody: 'niemanden weiterleiten lassen',
  },
};

export const relaying = defineAction({
  id: 'delivery.relaying',
  category: 'delivery',
  sets: 'relaying',
  parameters: z.object({ by: z.enum(['anyone', 'authenticated', 'nobody'], 'value.invalid') }),
  initial: { by: 'authenticated' },
  fields: [
    {
      name: 'by',
      widget: 'choice',
      label: { en: 'Relaying', de: 'Weiterleiten' },
      options: [
        { value: 'anyone', label: { en: 'Anyone', de: 'Alle' } },
        { value: 'authenticated', label: { en: 'Authenticated users', de: 'Angemeldete Benutzer' } },
        { value: 'nobody', label: { en: 'Nobody', de: 'Niemand' } },
      ],
    },
  ],
  text: {
    en: {
      label: 'Relaying',
      help: 'Who may send to other domains through this gateway. Without a rule relay networks and authenticated users may. "Anyone" opens the relay for whatever this rule matches; "Authenticated users" and "Nobody" shut out relay networks too.',
      sentence: ({ by }) => WORDS.en[by],
    },
    de: {
      label: 'Weiterleiten',
      help: 'Wer über dieses Gateway an andere Domains senden darf. Ohne Regel dürfen es Relay-Netze und angemeldete Benutzer. „Alle“ öffnet das Relay für alles, worauf diese Regel zutrifft; „Angemeldete Benutzer“ und „Niemand“ sperren auch Relay-Netze aus.',
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
