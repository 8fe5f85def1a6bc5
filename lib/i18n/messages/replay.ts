import type { Localised } from '../locales';

const en = {
  title: 'Replay on recorded mail',
  description:
    'Judges the messages of the last days again, with this rule as it stands here, before it is saved. Nothing is changed or sent.',
  what: 'Judge',
  whats: { rule: 'This rule, enforced', delete: 'The list without this rule' },
  days: 'Mail of the last',
  daysOf: '{days, plural, one {day} other {# days}}',
  start: 'Replay',
  stop: 'Stop',
  incomplete: 'Complete the rule first: what is missing cannot be judged.',
  running: 'Judging recorded messages',
  progress: '{judged, number} of {total, number} messages judged',
  stopped: 'Stopped after {judged, number} of {total, number} messages. What was found until then:',
  stale: 'The rule has been changed since this replay.',
  failed: 'The replay could not be finished.',
  empty: 'No message was recorded in this time. Choose a longer time, or save the rule in Monitor mode and look again later.',
  none: 'None of the {judged, plural, one {one message} other {# messages}} would have been decided otherwise.',
  changed:
    '{changed, number} of {judged, plural, one {one message} other {# messages}} would have been decided otherwise than by the policy in force.',
  effects: {
    reject: '{count, number} of {judged, number} messages would have been refused that the policy in force does not refuse.',
    tempfail: '{count, number} of {judged, number} messages would have been put off (4xx) that the policy in force does not put off.',
    accept: '{count, number} of {judged, number} messages would have been accepted that the policy in force does not accept.',
    open: '{count, number} of {judged, number} messages would no longer have been refused where they are refused now; what would have come later is not recorded.',
    hold: '{count, number} of {judged, number} messages would have been held in the queue.',
    discard: '{count, number} of {judged, number} messages would have been accepted and dropped.',
    settings: '{count, number} of {judged, number} messages would have been received or sent on under other settings.',
    route: '{count, number} of {judged, number} messages would have gone to another next hop or with another TLS demand.',
    reply: '{count, number} of {judged, number} messages would have been refused with another reply.',
  },
  notRecorded:
    '{count, plural, one {One message} other {# messages}} could not be judged: a fact that is needed was not recorded with {count, plural, one {it} other {them}}.',
  basis: '“Now” is what the policy in force says, not what was decided when the message came.',
  groupBy: 'Group by',
  groupings: { senderDomain: 'Sender domain', recipientDomain: 'Recipient domain', client: 'Client' },
  nullValues: { senderDomain: 'Null sender', recipientDomain: 'No recipient', client: 'Not known' },
  messages: 'Messages',
  before: 'Now',
  after: 'With the draft',
  examples: 'Examples',
  example: 'Message {number} of {value}',
  further: '{count, plural, one {One more message belongs} other {# more messages belong}} to smaller groups that are not listed.',
  outcomes: {
    accept: 'Accepted',
    reject: 'Refused',
    tempfail: 'Put off',
    hold: 'Held',
    discard: 'Dropped',
    open: 'Not yet refused',
  },
};

const de: typeof en = {
  title: 'Probelauf mit aufgezeichneter Mail',
  description:
    'Beurteilt die Nachrichten der letzten Tage erneut, mit dieser Regel, wie sie hier steht, noch bevor sie gespeichert ist. Nichts wird geändert oder gesendet.',
  what: 'Beurteilt wird',
  whats: { rule: 'Diese Regel, angewendet', delete: 'Die Liste ohne diese Regel' },
  days: 'Mail der letzten',
  daysOf: '{days, plural, one {24 Stunden} other {# Tage}}',
  start: 'Probelauf starten',
  stop: 'Anhalten',
  incomplete: 'Vervollständigen Sie zuerst die Regel: Was fehlt, lässt sich nicht beurteilen.',
  running: 'Aufgezeichnete Nachrichten werden beurteilt',
  progress: '{judged, number} von {total, number} Nachrichten beurteilt',
  stopped: 'Angehalten nach {judged, number} von {total, number} Nachrichten. Bis dahin gefunden:',
  stale: 'Die Regel wurde seit diesem Probelauf geändert.',
  failed: 'Der Probelauf konnte nicht beendet werden.',
  empty:
    'In dieser Zeit wurde keine Nachricht aufgezeichnet. Wählen Sie einen längeren Zeitraum, oder speichern Sie die Regel im Modus „Beobachten“ und sehen Sie später noch einmal nach.',
  none: 'Von {judged, plural, one {einer Nachricht} other {# Nachrichten}} wäre keine anders entschieden worden.',
  changed:
    '{changed, number} von {judged, plural, one {einer Nachricht} other {# Nachrichten}} wären anders entschieden worden als von der geltenden Richtlinie.',
  effects: {
    reject: '{count, number} von {judged, number} Nachrichten wären abgelehnt worden, die die geltende Richtlinie nicht ablehnt.',
    tempfail:
      '{count, number} von {judged, number} Nachrichten wären vorerst abgewiesen worden (4xx), die die geltende Richtlinie nicht abweist.',
    accept: '{count, number} von {judged, number} Nachrichten wären angenommen worden, die die geltende Richtlinie nicht annimmt.',
    open: '{count, number} von {judged, number} Nachrichten wären nicht mehr dort abgelehnt worden, wo sie jetzt abgelehnt werden; was später gekommen wäre, ist nicht aufgezeichnet.',
    hold: '{count, number} von {judged, number} Nachrichten wären in der Warteschlange angehalten worden.',
    discard: '{count, number} von {judged, number} Nachrichten wären angenommen und verworfen worden.',
    settings: '{count, number} von {judged, number} Nachrichten wären unter anderen Einstellungen empfangen oder weitergeleitet worden.',
    route:
      '{count, number} von {judged, number} Nachrichten wären zu einem anderen nächsten Hop oder mit einer anderen TLS-Forderung gegangen.',
    reply: '{count, number} von {judged, number} Nachrichten wären mit einer anderen Antwort abgelehnt worden.',
  },
  notRecorded:
    '{count, plural, one {Eine Nachricht ließ} other {# Nachrichten ließen}} sich nicht beurteilen: Ein nötiger Fakt wurde nicht mit aufgezeichnet.',
  basis: '„Jetzt“ ist, was die geltende Richtlinie sagt, nicht, was beim Eintreffen der Nachricht entschieden wurde.',
  groupBy: 'Gruppieren nach',
  groupings: { senderDomain: 'Absenderdomain', recipientDomain: 'Empfängerdomain', client: 'Client' },
  nullValues: { senderDomain: 'Leerer Absender', recipientDomain: 'Kein Empfänger', client: 'Nicht bekannt' },
  messages: 'Nachrichten',
  before: 'Jetzt',
  after: 'Mit dem Entwurf',
  examples: 'Beispiele',
  example: 'Nachricht {number} von {value}',
  further:
    '{count, plural, one {Eine weitere Nachricht gehört} other {# weitere Nachrichten gehören}} zu kleineren Gruppen, die nicht aufgeführt sind.',
  outcomes: {
    accept: 'Angenommen',
    reject: 'Abgelehnt',
    tempfail: 'Vorerst abgewiesen',
    hold: 'Angehalten',
    discard: 'Verworfen',
    open: 'Noch nicht abgelehnt',
  },
};

export const replay: Localised<typeof en> = { en, de };
