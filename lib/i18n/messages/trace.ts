import type { CertificateCheck } from '@/lib/mail/tls-level';
import type { Localised } from '../locales';

/** What a delivery demanded of its connection, in words. */
const en = {
  plaintext: 'no TLS',
  opportunistic: 'STARTTLS if the next hop offers it; nothing is demanded',
  starttls: (check: string) => `STARTTLS, ${check}`,
  implicit: (check: string) => `TLS from the first byte, ${check}`,
  checks: {
    'encrypted-only': 'any certificate',
    trusted: 'certificate of a trusted CA',
    'trusted-and-host-name': 'certificate of a trusted CA for the host name',
    name: 'certificate of a trusted CA for this name',
    fingerprint: 'exactly this certificate',
    dane: 'certificate confirmed by signed TLSA records (DANE)',
  } satisfies Record<CertificateCheck['kind'], string>,
  given: (check: string, value: string) => `${check}: ${value}`,
  withProfile: (sentence: string, profile: string) => `${sentence}; TLS profile ${profile}`,
  signsIn: (user: string) => `The gateway signs in as "${user}".`,
  sentFrom: (address: string) => `The mail is sent from ${address}.`,
  returned: 'If TLS fails, the mail is returned at once.',
  otherRoute: (hosts: string) => `If TLS fails, the mail goes to ${hosts} under the same demand.`,
  mx: (port: number) => `MX of the recipient domain, port ${port}`,
  /** Of a recipient that rules have brought in or taken out. */
  origins: {
    added: (of: string, by: string) => `Blind copy of the mail to ${of}, ${by}`,
    redirected: (of: string, by: string) => `In the place of ${of}, ${by}`,
    discard: (by: string) => `Discarded ${by}`,
    redirect: (by: string) => `Sent elsewhere ${by}`,
  },
  headerEdits: {
    add: (field: string) => `Header added: ${field}`,
    'add-if-missing': (field: string) => `Header added if it is missing: ${field}`,
    replace: (field: string) => `Header replaced: ${field}`,
    remove: (name: string) => `Header removed: ${name}`,
  },
  notifies: {
    email: (address: string, by: string) => `Would notify ${address} by e-mail, ${by}`,
    webhook: (host: string, by: string) => `Would call the webhook at ${host}, ${by}`,
  },
  /** Of a refusal by limits or by who may send. */
  noVerdict: 'Refused by a limit or by who may send, not by a verdict',
};

const de: typeof en = {
  plaintext: 'kein TLS',
  opportunistic: 'STARTTLS, falls der nächste Hop es anbietet; verlangt ist nichts',
  starttls: (check) => `STARTTLS, ${check}`,
  implicit: (check) => `TLS ab dem ersten Byte, ${check}`,
  checks: {
    'encrypted-only': 'beliebiges Zertifikat',
    trusted: 'Zertifikat einer vertrauten CA',
    'trusted-and-host-name': 'Zertifikat einer vertrauten CA für den Hostnamen',
    name: 'Zertifikat einer vertrauten CA für diesen Namen',
    fingerprint: 'genau dieses Zertifikat',
    dane: 'durch signierte TLSA-Einträge bestätigtes Zertifikat (DANE)',
  },
  given: (check, value) => `${check}: ${value}`,
  withProfile: (sentence, profile) => `${sentence}; TLS-Profil ${profile}`,
  signsIn: (user) => `Das Gateway meldet sich als „${user}“ an.`,
  sentFrom: (address) => `Die Mail wird von ${address} aus gesendet.`,
  returned: 'Scheitert TLS, geht die Mail sofort zurück.',
  otherRoute: (hosts) => `Scheitert TLS, geht die Mail unter denselben Bedingungen an ${hosts}.`,
  mx: (port) => `MX der Empfängerdomain, Port ${port}`,
  origins: {
    added: (of, by) => `Blindkopie der Mail an ${of}, ${by}`,
    redirected: (of, by) => `An Stelle von ${of}, ${by}`,
    discard: (by) => `Verworfen ${by}`,
    redirect: (by) => `Anderswohin geleitet ${by}`,
  },
  headerEdits: {
    add: (field) => `Kopfzeile hinzugefügt: ${field}`,
    'add-if-missing': (field) => `Kopfzeile hinzugefügt, falls sie fehlt: ${field}`,
    replace: (field) => `Kopfzeile ersetzt: ${field}`,
    remove: (name) => `Kopfzeile entfernt: ${name}`,
  },
  notifies: {
    email: (address, by) => `Würde ${address} per E-Mail benachrichtigen, ${by}`,
    webhook: (host, by) => `Würde den Webhook bei ${host} aufrufen, ${by}`,
  },
  noVerdict: 'Abgelehnt durch eine Grenze oder durch die Sendeberechtigung, nicht durch ein Urteil',
};

export const trace: Localised<typeof en> = { en, de };
