import type { Localised } from '../locales';

/** What may go with a save, and what is said while something is on trial. */
const en = {
  label: 'On trial',
  what: '{several, select, true {Revisions {first} to {last} are on trial.} other {Revision {last} is on trial.}}',
  left: 'Taken back in <timer>{time}</timer> unless somebody confirms.',
  overdue: 'The time has run out. A worker is taking it back.',
  own: 'What you save meanwhile is part of it.',
  others: '{author} saved it; nobody else can save before it is settled.',
  show: 'Show what changed',
  confirm: 'Confirm',
  takeBack: 'Take back now …',
  failed: 'Nothing has been settled.',
  announce: {
    begun: 'Revision {revision} is on trial. It is taken back unless somebody confirms it.',
    soon: 'Less than a minute is left to confirm revision {revision}.',
    over: 'The time to confirm revision {revision} has run out.',
  },
  ended: {
    confirmedTitle: 'Revision {revision} has been confirmed',
    confirmed: 'It stays in force.',
    'taken-backTitle': 'Revision {revision} has been taken back',
    'taken-back': 'The policy is again what it was at revision {revision}.',
    expiredTitle: 'Nobody confirmed revision {revision}',
    expired: 'It has been taken back: the policy is again what it was at revision {revision}. What was tried is kept under Revisions.',
  },
  takeBackDialog: {
    title: 'Take back what is on trial?',
    text: 'The policy becomes what it was at revision {revision}, as a new revision. What was tried is kept and can be restored. This is what taking back changes:',
    confirm: 'Take back',
  },
  terms: {
    button: 'Note and trial',
    hasNote: 'Note',
    shortMinutes: '{minutes} min',
    note: 'Note',
    noteHelp: 'Why you make this change. Kept with the revision.',
    notePlaceholder: 'Agreed with our partner, ticket 4711',
    trial: 'Take back unless I confirm',
    trialHelp: 'If nobody confirms in time, a worker brings back the state before, even if this console cannot be reached.',
    minutes: 'Time to confirm',
    minutesCount: '{minutes, plural, one {# minute} other {# minutes}}',
    covered: 'Revision {revision} is on trial. What you save now is part of it; a time chosen here counts anew for all of it.',
    done: 'Done',
  },
};

const de: typeof en = {
  label: 'Auf Probe',
  what: '{several, select, true {Die Revisionen {first} bis {last} gelten auf Probe.} other {Revision {last} gilt auf Probe.}}',
  left: 'Wird in <timer>{time}</timer> zurückgenommen, wenn niemand bestätigt.',
  overdue: 'Die Frist ist abgelaufen. Ein Worker nimmt sie zurück.',
  own: 'Was Sie inzwischen speichern, gehört dazu.',
  others: 'Gespeichert von {author}; bis zur Entscheidung kann niemand sonst speichern.',
  show: 'Änderungen anzeigen',
  confirm: 'Bestätigen',
  takeBack: 'Jetzt zurücknehmen …',
  failed: 'Es wurde nichts entschieden.',
  announce: {
    begun: 'Revision {revision} gilt auf Probe. Sie wird zurückgenommen, wenn niemand sie bestätigt.',
    soon: 'Zum Bestätigen von Revision {revision} bleibt weniger als eine Minute.',
    over: 'Die Frist zum Bestätigen von Revision {revision} ist abgelaufen.',
  },
  ended: {
    confirmedTitle: 'Revision {revision} wurde bestätigt',
    confirmed: 'Sie bleibt in Kraft.',
    'taken-backTitle': 'Revision {revision} wurde zurückgenommen',
    'taken-back': 'Die Richtlinie ist wieder so, wie sie bei Revision {revision} war.',
    expiredTitle: 'Niemand hat Revision {revision} bestätigt',
    expired:
      'Sie wurde zurückgenommen: Die Richtlinie ist wieder so, wie sie bei Revision {revision} war. Was auf Probe galt, bleibt unter Revisionen erhalten.',
  },
  takeBackDialog: {
    title: 'Zurücknehmen, was auf Probe gilt?',
    text: 'Die Richtlinie wird wieder, was sie bei Revision {revision} war, als neue Revision. Was auf Probe galt, bleibt erhalten und kann wiederhergestellt werden. Das Zurücknehmen ändert:',
    confirm: 'Zurücknehmen',
  },
  terms: {
    button: 'Notiz und Probe',
    hasNote: 'Notiz',
    shortMinutes: '{minutes} min',
    note: 'Notiz',
    noteHelp: 'Warum Sie dies ändern. Wird bei der Revision aufbewahrt.',
    notePlaceholder: 'Mit unserem Partner vereinbart, Ticket 4711',
    trial: 'Zurücknehmen, wenn ich nicht bestätige',
    trialHelp: 'Bestätigt niemand rechtzeitig, stellt ein Worker den Stand davor wieder her, auch wenn diese Konsole nicht erreichbar ist.',
    minutes: 'Zeit zum Bestätigen',
    minutesCount: '{minutes, plural, one {# Minute} other {# Minuten}}',
    covered: 'Revision {revision} gilt auf Probe. Was Sie jetzt speichern, gehört dazu; eine hier gewählte Zeit zählt für alles neu.',
    done: 'Fertig',
  },
};

export const trial: Localised<typeof en> = { en, de };
