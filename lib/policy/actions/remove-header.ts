import { z } from 'zod';
import { defineAction } from './definition';
import { headerName, NAME_FIELD } from './header-action';

export const removeHeader = defineAction({
  id: 'headers.remove',
  category: 'headers',
  sets: 'headers',
  parameters: z.object({ name: headerName }),
  initial: { name: '' },
  fields: [NAME_FIELD],
  text: {
    en: {
      label: 'Remove header',
      help: 'Removes all headers of that name from the message. Removing one that the sender has signed breaks the signature.',
      sentence: ({ name }) => `remove the header ${name}`,
    },
    de: {
      label: 'Kopfzeile entfernen',
      help: 'Entfernt alle Kopfzeilen dieses Namens aus der Nachricht. Wer eine vom Absender signierte entfernt, bricht die Signatur.',
      sentence: ({ name }) => `die Kopfzeile ${name} entfernen`,
    },
  },
  value: ({ name }) => [{ kind: 'remove', name }],
  examples: [{ parameters: { name: 'X-Originating-IP' }, value: [{ kind: 'remove', name: 'X-Originating-IP' }] }],
});
