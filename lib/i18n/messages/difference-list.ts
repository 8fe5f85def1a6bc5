import type { Localised } from '../locales';

/** Around what changed between two revisions; what changed itself comes from the API in words. */
const en = {
  label: 'What changes',
  same: 'Nothing differs.',
  showAll: 'Show all {count} differences',
  showLines: 'Show all {count} lines',
  change: { added: 'added', removed: 'removed', changed: 'changed' },
  sign: { added: 'Added:', removed: 'Removed:' },
  things: {
    rule: 'Rule “{name}”',
    local_domain: 'Domain {name}',
    named_list: 'List “{name}”',
    acceptance_settings: 'Acceptance Basic Settings',
    routing_settings: 'Routing Basic Settings',
  },
};

const de: typeof en = {
  label: 'Was sich ändert',
  same: 'Es gibt keinen Unterschied.',
  showAll: 'Alle {count} Unterschiede anzeigen',
  showLines: 'Alle {count} Zeilen anzeigen',
  change: { added: 'hinzugefügt', removed: 'entfernt', changed: 'geändert' },
  sign: { added: 'Hinzugefügt:', removed: 'Entfernt:' },
  things: {
    rule: 'Regel „{name}“',
    local_domain: 'Domain {name}',
    named_list: 'Liste „{name}“',
    acceptance_settings: 'Grundeinstellungen Annahme',
    routing_settings: 'Grundeinstellungen Weiterleitung',
  },
};

export const differenceList: Localised<typeof en> = { en, de };
