import type { Localised } from '../locales';

const en = {
  title: 'Partners',
  description: 'Domains with which all mail has gone over TLS, although nothing forces it yet. Force it, and it stays so.',
  days: 'All mail of the last',
  daysOf: '{days} days',
  least: 'Messages, at least',
  leastHelp: 'Leaves out domains with little mail, such as those of public mail services.',
  domain: 'Domain',
  direction: 'Direction',
  directions: { in: 'Mail from there', out: 'Mail to there' },
  messages: 'Messages',
  seen: 'First and last seen',
  versions: 'TLS versions',
  version: '{version}: {messages, number}',
  verified: 'Certificate verified',
  verifiedShare: '{share, number, ::percent}',
  never: 'never',
  force: 'Force TLS …',
  forceFor: { in: 'Force TLS for mail from {domain}', out: 'Force TLS for mail to {domain}' },
  count: '{count, plural, one {One suggestion} other {# suggestions}}',
  basis:
    'Counted is accepted mail of clients that have not signed in, and mail delivered to other servers. A domain disappears from here as soon as one message comes or goes without TLS, or TLS is forced.',
  emptyTitle: 'No suggestions',
  emptyText:
    'In this time there was no domain with so many messages that all went over TLS and for which TLS is not forced already. Choose a longer time or fewer messages.',
};

const de: typeof en = {
  title: 'Partner',
  description: 'Domains, mit denen alle Mail über TLS ging, obwohl nichts es erzwingt. Erzwingen Sie es, und es bleibt so.',
  days: 'Alle Mail der letzten',
  daysOf: '{days} Tage',
  least: 'Nachrichten, mindestens',
  leastHelp: 'Lässt Domains mit wenig Mail weg, etwa die öffentlicher Maildienste.',
  domain: 'Domain',
  direction: 'Richtung',
  directions: { in: 'Mail von dort', out: 'Mail dorthin' },
  messages: 'Nachrichten',
  seen: 'Zuerst und zuletzt gesehen',
  versions: 'TLS-Versionen',
  version: '{version}: {messages, number}',
  verified: 'Zertifikat geprüft',
  verifiedShare: '{share, number, ::percent}',
  never: 'nie',
  force: 'TLS erzwingen …',
  forceFor: { in: 'TLS für Mail von {domain} erzwingen', out: 'TLS für Mail an {domain} erzwingen' },
  count: '{count, plural, one {Ein Vorschlag} other {# Vorschläge}}',
  basis:
    'Gezählt werden angenommene Mail von Clients, die sich nicht angemeldet haben, und an andere Server zugestellte Mail. Eine Domain verschwindet von hier, sobald eine Nachricht ohne TLS kommt oder geht oder TLS erzwungen ist.',
  emptyTitle: 'Keine Vorschläge',
  emptyText:
    'In dieser Zeit gab es keine Domain mit so vielen Nachrichten, die alle über TLS gingen und für die TLS nicht schon erzwungen ist. Wählen Sie eine längere Zeit oder weniger Nachrichten.',
};

export const partners: Localised<typeof en> = { en, de };
