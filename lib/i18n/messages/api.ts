import type { Localised } from '../locales';

/** What the API says when it refuses a request, by the machine code of the problem. */
const en = {
  unauthorized: { title: 'Not signed in', detail: 'Sign in, or send an API token as "Authorization: Bearer ...".' },
  forbidden: { title: 'Not allowed', detail: 'You do not have the right to do this.' },
  'cross-origin': { title: 'Not allowed', detail: 'The request does not come from a page of this console.' },
  'not-found': { title: 'Not found', detail: 'What you asked for does not exist, or no longer exists.' },
  malformed: { title: 'Malformed request', detail: 'The request has no body, or one that is not JSON.' },
  'too-large': { title: 'Too large', detail: 'The body of the request is larger than 1 MiB.' },
  invalid: { title: 'Not valid', detail: 'Some values are not accepted. Nothing has been saved.' },
  conflict: { title: 'Changed meanwhile', detail: 'Someone else has changed this since you opened it. Nothing has been saved.' },
  'on-trial': {
    title: 'On trial',
    detail: 'A change of the policy is on trial. Confirm it or take it back first. Nothing has been saved.',
  },
  'breaks-tests': {
    title: 'Breaks policy tests',
    detail: 'Policy tests would no longer be met. Nothing has been saved. To save anyway, send their ids as "acknowledge".',
  },
  'link-invalid': { title: 'Link not valid', detail: 'This link is no longer valid: it has been used, or it is incomplete.' },
  'rate-limited': { title: 'Too many attempts', detail: 'Too many attempts. Wait a little and try again.' },
  'wrong-credentials': { title: 'Not signed in', detail: 'E-mail or password is wrong.' },
  unavailable: { title: 'Not available', detail: 'The database cannot be reached at the moment. Try again soon.' },
  'policy-unusable': { title: 'Policy not usable', detail: 'A stored part of the policy cannot be read by this version.' },
  internal: { title: 'Internal error', detail: 'The console has made an error. Its log says more.' },
};

const de: typeof en = {
  unauthorized: { title: 'Nicht angemeldet', detail: 'Melden Sie sich an oder senden Sie ein API-Token als „Authorization: Bearer …“.' },
  forbidden: { title: 'Nicht erlaubt', detail: 'Dazu fehlt Ihnen die Berechtigung.' },
  'cross-origin': { title: 'Nicht erlaubt', detail: 'Die Anfrage stammt nicht von einer Seite dieser Konsole.' },
  'not-found': { title: 'Nicht gefunden', detail: 'Das Gesuchte gibt es nicht oder nicht mehr.' },
  malformed: { title: 'Fehlerhafte Anfrage', detail: 'Die Anfrage hat keinen Inhalt oder einen, der kein JSON ist.' },
  'too-large': { title: 'Zu groß', detail: 'Der Inhalt der Anfrage ist größer als 1 MiB.' },
  invalid: { title: 'Nicht gültig', detail: 'Einige Werte sind nicht zulässig. Es wurde nichts gespeichert.' },
  conflict: {
    title: 'Inzwischen geändert',
    detail: 'Jemand anderes hat dies geändert, seit Sie es geöffnet haben. Es wurde nichts gespeichert.',
  },
  'on-trial': {
    title: 'Auf Probe',
    detail:
      'Eine Änderung der Richtlinie gilt auf Probe. Bestätigen Sie sie zuerst oder nehmen Sie sie zurück. Es wurde nichts gespeichert.',
  },
  'breaks-tests': {
    title: 'Bricht Richtlinientests',
    detail:
      'Richtlinientests wären nicht mehr erfüllt. Es wurde nichts gespeichert. Um trotzdem zu speichern, senden Sie ihre IDs als „acknowledge“.',
  },
  'link-invalid': {
    title: 'Link nicht gültig',
    detail: 'Dieser Link ist nicht mehr gültig: Er wurde schon benutzt oder ist unvollständig.',
  },
  'rate-limited': { title: 'Zu viele Versuche', detail: 'Zu viele Versuche. Warten Sie ein wenig und versuchen Sie es dann erneut.' },
  'wrong-credentials': { title: 'Nicht angemeldet', detail: 'E-Mail oder Passwort ist falsch.' },
  unavailable: { title: 'Nicht verfügbar', detail: 'Die Datenbank ist zurzeit nicht erreichbar. Versuchen Sie es bald erneut.' },
  'policy-unusable': {
    title: 'Richtlinie nicht lesbar',
    detail: 'Ein gespeicherter Teil der Richtlinie ist für diese Version nicht lesbar.',
  },
  internal: { title: 'Interner Fehler', detail: 'In der Konsole ist ein Fehler aufgetreten. Näheres steht in ihrem Protokoll.' },
};

export const api: Localised<typeof en> = { en, de };

/** Why nobody else can save while a change is on trial, and what to do about it. */
const trialRefusalEn = {
  open: (author: string, revision: number) =>
    `${author} has put revision ${revision} on trial, and nobody else can save before that is settled. Confirm it or take it back first. Nothing has been saved.`,
  overdue: (revision: number) =>
    `The time of revision ${revision}, which was on trial, has run out. A worker is about to take it back: try again in a moment. Nothing has been saved.`,
};
const trialRefusalDe: typeof trialRefusalEn = {
  open: (author, revision) =>
    `${author} hat Revision ${revision} auf Probe gespeichert. Bis das entschieden ist, kann niemand sonst speichern. Bestätigen Sie sie zuerst oder nehmen Sie sie zurück. Es wurde nichts gespeichert.`,
  overdue: (revision) =>
    `Die Frist von Revision ${revision}, die auf Probe galt, ist abgelaufen. Ein Worker nimmt sie gleich zurück: Versuchen Sie es in einem Moment erneut. Es wurde nichts gespeichert.`,
};
export const trialRefusal: Localised<typeof trialRefusalEn> = { en: trialRefusalEn, de: trialRefusalDe };
export type ProblemCode = keyof typeof en;
