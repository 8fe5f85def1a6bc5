import { z } from 'zod';
import { type Placeholder, unknownPlaceholders } from '../placeholders';
import { defineAction } from './definition';

/** What is known when the greeting is sent. */
const KNOWN_THEN: readonly Placeholder[] = ['client', 'rule'];

export const banner = defineAction({
  id: 'smtp.banner',
  category: 'smtp',
  sets: 'banner',
  parameters: z.object({
    text: z
      .string('value.invalid')
      .trim()
      .max(200, 'text.too-long')
      .regex(/^[\x20-\x7e]*$/, 'text.ascii')
      .refine((text) => unknownPlaceholders(text, KNOWN_THEN).length === 0, 'placeholder.unknown'),
  }),
  initial: { text: '' },
  fields: [{ name: 'text', widget: 'text', label: { en: 'Banner', de: 'Banner' } }],
  text: {
    en: {
      label: 'Banner',
      help: 'The text after the host name in the greeting, instead of that of the Basic Settings; empty: none. It may hold %client% and %rule%. It is public: do not give away product names or versions.',
      sentence: ({ text }) => (text === '' ? 'greet without a banner' : `greet with "${text}"`),
    },
    de: {
      label: 'Banner',
      help: 'Der Text nach dem Hostnamen in der Begrüßung, anstelle dessen der Grundeinstellungen; leer: keiner. Er darf %client% und %rule% enthalten. Er ist öffentlich: Verraten Sie keine Produktnamen und Versionen.',
      sentence: ({ text }) => (text === '' ? 'ohne Banner begrüßen' : `mit „${text}“ begrüßen`),
    },
  },
  value: ({ text }) => text,
  examples: [
    { parameters: { text: 'No advertising. Logged for %client%' }, value: 'No advertising. Logged for %client%' },
    { parameters: { text: '' }, value: '' },
  ],
});
