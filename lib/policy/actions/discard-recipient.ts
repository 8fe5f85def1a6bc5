import { z } from 'zod';
import { defineAction } from './definition';

export const discardRecipient = defineAction({
  id: 'recipient.discard',
  category: 'recipient',
  sets: 'recipients',
  parameters: z.object({}),
  initial: {},
  fields: [],
  text: {
    en: {
      label: 'Discard recipient',
      help: 'The recipient that the rule matches gets nothing, with a record; the other recipients get the message. The sender is answered as if all did.',
      sentence: () => 'discard this recipient',
    },
    de: {
      label: 'Empfänger verwerfen',
      help: 'Der Empfänger, auf den die Regel zutrifft, bekommt nichts, was aufgezeichnet wird; die anderen bekommen die Nachricht. Dem Absender wird geantwortet, als bekämen sie alle.',
      sentence: () => 'diesen Empfänger verwerfen',
    },
  },
  value: () => [{ kind: 'discard' }],
  examples: [{ parameters: {}, value: [{ kind: 'discard' }] }],
});
