import type { Localised } from '../locales';

/** The words in which lib/policy/difference says what changed, where the pages that show the same values have none of their own. */
const en = {
  name: 'Name',
  mode: 'Mode',
  place: 'Place in the list',
  storedPassword: (user: string, id: string) => `${user} (stored password ${id})`,
  number: (order: number) => `Number ${order}`,
  match: 'Matching',
  matches: { all: 'ALL of the conditions', any: 'ANY of the conditions' },
  conditions: 'Conditions',
  everyMessage: 'every message',
  actions: 'Actions',
  yes: 'yes',
  no: 'no',
  on: 'on',
  off: 'off',
  none: 'none',
  domain: 'Domain',
  deliverTo: 'Delivered to',
  listKind: 'Kind',
  listKinds: { domains: 'domains', addresses: 'addresses', networks: 'networks' },
  listEntries: 'Entries',
  comment: 'Comment',
  seconds: (count: number) => `${count} ${count === 1 ? 'second' : 'seconds'}`,
  minutes: (count: number) => `${count} ${count === 1 ? 'minute' : 'minutes'}`,
  hours: (count: number) => `${count} ${count === 1 ? 'hour' : 'hours'}`,
  days: (count: number) => `${count} ${count === 1 ? 'day' : 'days'}`,
};

type Words = typeof en;

const de: Words = {
  name: 'Name',
  mode: 'Modus',
  place: 'Platz in der Liste',
  storedPassword: (user, id) => `${user} (gespeichertes Passwort ${id})`,
  number: (order) => `Nummer ${order}`,
  match: 'Verknüpfung',
  matches: { all: 'ALLE Bedingungen', any: 'EINE der Bedingungen' },
  conditions: 'Bedingungen',
  everyMessage: 'jede Nachricht',
  actions: 'Aktionen',
  yes: 'ja',
  no: 'nein',
  on: 'ein',
  off: 'aus',
  none: 'keine',
  domain: 'Domain',
  deliverTo: 'Zustellung an',
  listKind: 'Art',
  listKinds: { domains: 'Domains', addresses: 'Adressen', networks: 'Netze' },
  listEntries: 'Einträge',
  comment: 'Kommentar',
  seconds: (count) => `${count} ${count === 1 ? 'Sekunde' : 'Sekunden'}`,
  minutes: (count) => `${count} ${count === 1 ? 'Minute' : 'Minuten'}`,
  hours: (count) => `${count} ${count === 1 ? 'Stunde' : 'Stunden'}`,
  days: (count) => `${count} ${count === 1 ? 'Tag' : 'Tage'}`,
};

export const differenceWords: Localised<Words> = { en, de };
