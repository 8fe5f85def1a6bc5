import type { Locale, Localised } from '@/lib/i18n/locales';
import { rules as ruleMessages } from '@/lib/i18n/messages/rules';
import { ACTIONS, CONDITIONS } from '@/lib/policy/catalogue';
import type { Field } from '@/lib/policy/fields';

/** The files in which the reference stands. */
export const REFERENCE_FILES: Localised = { en: 'docs/conditions-and-actions.md', de: 'docs/conditions-and-actions.de.md' };

type Entry = (typeof CONDITIONS)[number] | (typeof ACTIONS)[number];

/** Every condition and action of the catalogue as Markdown. */
export function policyReference(locale: Locale): string {
  const words = WORDS[locale];
  const { conditionCategories, actionCategories, stages } = ruleMessages[locale];
  return [
    `# ${words.title}`,
    words.intro,
    `## ${words.conditions}`,
    words.aboutConditions,
    ...CONDITIONS.flatMap((entry) => [
      `### ${conditionCategories[entry.category]} → ${entry.text[locale].label}`,
      entry.text[locale].help,
      ...partsOf(entry, locale, `${words.knownFrom}: ${stages[entry.settlesAt]}.`),
    ]),
    `## ${words.actions}`,
    words.aboutActions,
    ...ACTIONS.flatMap((entry) => [
      `### ${actionCategories[entry.category]} → ${entry.text[locale].label}`,
      entry.text[locale].help,
      ...partsOf(entry, locale, null),
    ]),
  ]
    .join('\n\n')
    .concat('\n');
}

function partsOf(entry: Entry, locale: Locale, more: string | null): string[] {
  const words = WORDS[locale];
  const sentences = new Set(entry.examples.map(({ parameters }) => entry.sentence(parameters, locale)));
  return [
    entry.fields.map((field) => fieldLine(field, entry.fields, locale)).join('\n'),
    ...(more === null ? [] : [more]),
    [`${words.examples}:`, '', ...[...sentences].map((sentence) => `- ${sentence}`)].join('\n'),
    `${words.stored} \`${entry.id}\`.`,
  ];
}

function fieldLine(field: Field, all: readonly Field[], locale: Locale): string {
  const words = WORDS[locale];
  const kind =
    'options' in field
      ? `${words.kinds[field.widget]}: ${field.options.map(({ label }) => label[locale]).join(', ')}`
      : words.kinds[field.widget];
  const remarks = [...(field.optional === true ? [words.optional] : []), ...shownWhen(field, all, locale)];
  return `- **${field.label[locale]}** – ${[kind, ...remarks].join('; ')}`;
}

function shownWhen({ shownWhen: condition }: Field, all: readonly Field[], locale: Locale): string[] {
  const other = all.find(({ name }) => name === condition?.name);
  if (condition === undefined || other === undefined) return [];
  const options = 'options' in other ? other.options : [];
  const values = condition.isOneOf.map((value) => options.find((option) => option.value === value)?.label[locale] ?? value);
  return [WORDS[locale].onlyWith(other.label[locale], values.join(', '))];
}

interface Words {
  readonly title: string;
  readonly intro: string;
  readonly conditions: string;
  readonly aboutConditions: string;
  readonly actions: string;
  readonly aboutActions: string;
  readonly knownFrom: string;
  readonly examples: string;
  readonly stored: string;
  readonly optional: string;
  readonly onlyWith: (field: string, values: string) => string;
  readonly kinds: { readonly [Widget in Field['widget']]: string };
}

const WORDS: Localised<Words> = {
  en: {
    title: 'Conditions and actions',
    intro: 'What Acceptance / Routing Rules can be made of. This page is made from the catalogue of the program by `npm run reference`.',
    conditions: 'Conditions',
    aboutConditions:
      'A condition can be negated. It answers as soon as what it reads is known; until then it is neither true nor false, and the list is read no further where it could decide otherwise.',
    actions: 'Actions',
    aboutActions:
      'For each setting the first matching rule that sets it wins; the Basic Settings apply where no rule sets it. Changes of headers and recipients, and notifications, add up: those of every matching rule are carried out.',
    knownFrom: 'Known from',
    examples: 'In a sentence',
    stored: 'Stored as',
    optional: 'may stay empty',
    onlyWith: (field, values) => `only with ${field}: ${values}`,
    kinds: {
      checkbox: 'checked or unchecked',
      choice: 'one of',
      choices: 'one or more of',
      domains: 'domains',
      texts: 'texts',
      words: 'texts without spaces',
      networks: 'addresses, networks or ranges',
      hosts: 'hosts in the order in which they are tried, each with a port if it is not the usual one',
      'named-lists': 'named lists',
      time: 'a time of day',
      'time-zone': 'a time zone, such as Europe/Berlin',
      text: 'text',
      password: 'a password, which is stored encrypted and never shown again',
      number: 'a number',
      size: 'a size',
      duration: 'a length of time',
      'reply-code': 'a reply code of three digits',
      'enhanced-code': 'an enhanced status code, such as 5.7.1',
    },
  },
  de: {
    title: 'Bedingungen und Aktionen',
    intro:
      'Woraus Annahme- und Weiterleitungsregeln bestehen können. Diese Seite entsteht mit `npm run reference` aus dem Katalog des Programms.',
    conditions: 'Bedingungen',
    aboutConditions:
      'Jede Bedingung lässt sich verneinen. Sie antwortet, sobald bekannt ist, was sie liest; bis dahin trifft sie weder zu noch nicht zu, und wo sie noch anders entscheiden könnte, wird die Liste nicht weiter gelesen.',
    actions: 'Aktionen',
    aboutActions:
      'Für jede Einstellung gilt die erste zutreffende Regel, die sie setzt; wo keine Regel sie setzt, gelten die Grundeinstellungen. Änderungen an Kopfzeilen und Empfängern sowie Benachrichtigungen summieren sich: Die jeder zutreffenden Regel werden ausgeführt.',
    knownFrom: 'Bekannt ab',
    examples: 'Als Satz',
    stored: 'Gespeichert als',
    optional: 'darf leer bleiben',
    onlyWith: (field, values) => `nur bei ${field}: ${values}`,
    kinds: {
      checkbox: 'angehakt oder nicht',
      choice: 'eines von',
      choices: 'eines oder mehrere von',
      domains: 'Domains',
      texts: 'Texte',
      words: 'Texte ohne Leerzeichen',
      networks: 'Adressen, Netze oder Bereiche',
      hosts: 'Hosts in der Reihenfolge, in der sie versucht werden, jeweils mit Port, wenn es nicht der übliche ist',
      'named-lists': 'benannte Listen',
      time: 'eine Uhrzeit',
      'time-zone': 'eine Zeitzone, etwa Europe/Berlin',
      text: 'Text',
      password: 'ein Passwort, das verschlüsselt gespeichert und nie wieder angezeigt wird',
      number: 'eine Zahl',
      size: 'eine Größe',
      duration: 'eine Zeitspanne',
      'reply-code': 'ein dreistelliger Antwortcode',
      'enhanced-code': 'ein erweiterter Statuscode, etwa 5.7.1',
    },
  },
};
