import { defineAction } from './definition';
import { ABOUT_VALUES, HEADER_FIELDS, namedHeader } from './header-action';

export const addHeader = defineAction({
  id: 'headers.add',
  category: 'headers',
  sets: 'headers',
  parameters: namedHeader,
  initial: { name: '', value: '' },
  fields: HEADER_FIELDS,
  text: {
    en: {
      label: 'Add header',
      help: `Adds a header to the message, whether or not it has one of that name. ${ABOUT_VALUES.en}`,
      sentence: ({ name, value }) => `add the header ${name}: ${value}`,
    },
    de: {
      label: 'Kopfzeile hinzufügen',
      help: `Fügt der Nachricht eine Kopfzeile hinzu, gleich ob sie schon eine dieses Namens hat. ${ABOUT_VALUES.de}`,
      sentence: ({ name, value }) => `die Kopfzeile ${name}: ${value} hinzufügen`,
    },
  },
  value: ({ name, value }) => [{ kind: 'add', name, value }],
  examples: [
    {
      parameters: { name: 'X-Gateway', value: 'received from %client% over %tls%' },
      value: [{ kind: 'add', name: 'X-Gateway', value: 'received from %client% over %tls%' }],
    },
  ],
});
