import { defineAction } from './definition';
import { ABOUT_VALUES, HEADER_FIELDS, namedHeader } from './header-action';

export const addHeaderIfMissing = defineAction({
  id: 'headers.add-if-missing',
  category: 'headers',
  sets: 'headers',
  parameters: namedHeader,
  initial: { name: '', value: '' },
  fields: HEADER_FIELDS,
  text: {
    en: {
      label: 'Add header if missing',
      help: `Adds a header to the message unless it has one of that name. ${ABOUT_VALUES.en}`,
      sentence: ({ name, value }) => `add the header ${name}: ${value} if it is missing`,
    },
    de: {
      label: 'Fehlende Kopfzeile hinzufügen',
      help: `Fügt der Nachricht eine Kopfzeile hinzu, falls sie keine dieses Namens hat. ${ABOUT_VALUES.de}`,
      sentence: ({ name, value }) => `die Kopfzeile ${name}: ${value} hinzufügen, falls sie fehlt`,
    },
  },
  value: ({ name, value }) => [{ kind: 'add-if-missing', name, value }],
  examples: [
    {
      parameters: { name: 'X-Gateway', value: 'received from %client% over %tls%' },
      value: [{ kind: 'add-if-missing', name: 'X-Gateway', value: 'received from %client% over %tls%' }],
    },
  ],
});
