import { z } from 'zod';
import { acceptanceSettingsSchema } from '../basic-settings';
import { defineAction } from './definition';

export const maximumReceivedHeaders = defineAction({
  id: 'limits.maximum-received-headers',
  category: 'limits',
  sets: 'maxReceivedHeaders',
  parameters: z.object({ count: acceptanceSettingsSchema.shape.maxReceivedHeaders }),
  initial: { count: 50 },
  fields: [{ name: 'count', widget: 'number', label: { en: 'Maximum Received headers', de: 'Höchste Zahl der Received-Kopfzeilen' } }],
  text: {
    en: {
      label: 'Maximum Received headers',
      help: 'Every server adds one Received header. A message with more than this many goes round in circles and is refused (RFC 5321 section 6.3).',
      sentence: ({ count }) => `accept at most ${count} Received headers`,
    },
    de: {
      label: 'Höchste Zahl der Received-Kopfzeilen',
      help: 'Jeder Server fügt eine Received-Kopfzeile hinzu. Eine Nachricht mit mehr davon läuft im Kreis und wird abgelehnt (RFC 5321 Abschnitt 6.3).',
      sentence: ({ count }) => `höchstens ${count} Received-Kopfzeilen annehmen`,
    },
  },
  value: ({ count }) => count,
  examples: [{ parameters: { count: 20 }, value: 20 }],
});
