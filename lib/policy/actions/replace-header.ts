import { defineAction } from './definition';
import { ABOUT_VALUES, HEADER_FIELDS, namedHeader } from './header-action';

export const replaceHeader = defineAction({
  id: 'headers.replace',
  category: 'headers',
  sets: 'headers',
  parameters: namedHeader,
  initial: { name: '', value: '' },
  fields: HEADER_FIELDS,
  text: {
    en: {
      label: 'Replace header',
      help: `Afterwards the message has this header and no other of that name, whether or not it had one. ${ABOUT_VALUES.en}`,
      sentence: ({ name, value }) => `replace the header ${name} with ${value}`,
    },
    de: {
      label: 'Kopfzeile ersetzen',
      help: `Danach hat die Nachricht diese Kopfzeile und keine andere dieses Namens, gleich ob sie eine hatte. ${ABOUT_VALUES.de}`,
      sentence: ({ name, value }) => `die Kopfzeile ${name} durch ${value} ersetzen`,
    },
  },
  value: ({ name, value }) => [{ kind: 'replace', name, value }],
  examples: [
    {
      parameters: { name: 'X-Gateway', value: 'received from %client% over %tls%' },
      value: [{ kind: 'replace', name: 'X-Gateway', value: 'received from %client% over %tls%' }],
    },
  ],
});
