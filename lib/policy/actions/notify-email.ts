import { z } from 'zod';
import { addressSchema } from '@/lib/mail/address';
import { DEFAULT_INTERVAL, intervalSchema, languageSchema } from '../notification-target';
import { durationInWords } from '../words';
import { defineAction } from './definition';
import { ABOUT_NOTIFYING, INTERVAL_FIELD } from './notify-action';

export const notifyEmail = defineAction({
  id: 'notify.email',
  category: 'notify',
  sets: 'notifications',
  parameters: z.object({ address: addressSchema, language: languageSchema.default('en'), interval: intervalSchema }),
  initial: { address: '', language: 'en', interval: DEFAULT_INTERVAL },
  fields: [
    { name: 'address', widget: 'text', label: { en: 'Address', de: 'Adresse' } },
    {
      name: 'language',
      widget: 'choice',
      label: { en: 'Language', de: 'Sprache' },
      options: [
        { value: 'en', label: { en: 'English', de: 'Englisch' } },
        { value: 'de', label: { en: 'German', de: 'Deutsch' } },
      ],
    },
    INTERVAL_FIELD,
  ],
  text: {
    en: {
      label: 'E-mail',
      help: `Sends this address a mail that says which rule has matched, how often, and what became of the latest mail. It is routed as any other mail, under forced TLS where that applies, but no rule is asked about it again. ${ABOUT_NOTIFYING.en}`,
      sentence: ({ address, interval }) => `notify ${address} (at most once per ${durationInWords(interval)})`,
    },
    de: {
      label: 'E-Mail',
      help: `Sendet dieser Adresse eine Mail, die sagt, welche Regel zugetroffen hat, wie oft, und was aus der letzten Mail wurde. Sie wird wie jede Mail zugestellt, mit erzwungenem TLS, wo es gilt, aber keine Regel wird noch einmal nach ihr gefragt. ${ABOUT_NOTIFYING.de}`,
      sentence: ({ address, interval }) => `${address} benachrichtigen (höchstens einmal je ${durationInWords(interval)})`,
    },
  },
  value: ({ address, language, interval }) => [{ kind: 'email', address, language, interval }],
  examples: [
    {
      parameters: { address: 'admin@a.tld', language: 'en', interval: 3600 },
      value: [{ kind: 'email', address: 'admin@a.tld', language: 'en', interval: 3600 }],
    },
    {
      parameters: { address: 'admin@a.tld', language: 'de', interval: 3600 },
      value: [{ kind: 'email', address: 'admin@a.tld', language: 'de', interval: 3600 }],
    },
  ],
});
