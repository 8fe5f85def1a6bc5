import { z } from 'zod';
import { defineAction } from './definition';

const ENCRYPTION = { never: 'plaintext', 'if-available': 'opportunistic', required: 'starttls' } as const;

const WORDS = {
  en: {
    never: 'relay without encryption',
    'if-available': 'relay with STARTTLS if available',
    required: 'relay with STARTTLS only',
  },
  de: {
    never: 'unverschlüsselt weiterleiten',
    'if-available': 'mit STARTTLS weiterleiten, wenn angeboten',
    required: 'nur mit STARTTLS weiterleiten',
  },
};

export const relayStarttls = defineAction({
  id: 'relay.starttls',
  category: 'relay',
  sets: 'relayEncryption',
  parameters: z.object({ use: z.enum(['never', 'if-available', 'required'], 'value.invalid') }),
  initial: { use: 'required' },
  fields: [
    {
      name: 'use',
      widget: 'choice',
      label: { en: 'STARTTLS', de: 'STARTTLS' },
      options: [
        { value: 'never', label: { en: 'Never', de: 'Nie' } },
        { value: 'if-available', label: { en: 'If available', de: 'Wenn angeboten' } },
        { value: 'required', label: { en: 'Required', de: 'Erforderlich' } },
      ],
    },
  ],
  text: {
    en: {
      label: 'STARTTLS',
      help: 'Required: the mail waits rather than travel unencrypted. If available: it travels unencrypted to a server that does not offer STARTTLS.',
      sentence: ({ use }) => WORDS.en[use],
    },
    de: {
      label: 'STARTTLS',
      help: 'Erforderlich: Die Mail wartet lieber, als unverschlüsselt zu reisen. Wenn angeboten: An einen Server ohne STARTTLS geht sie unverschlüsselt.',
      sentence: ({ use }) => WORDS.de[use],
    },
  },
  value: ({ use }) => ENCRYPTION[use],
  examples: [
    { parameters: { use: 'never' }, value: 'plaintext' },
    { parameters: { use: 'if-available' }, value: 'opportunistic' },
    { parameters: { use: 'required' }, value: 'starttls' },
  ],
});
