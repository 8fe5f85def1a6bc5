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
  noVerdict: 'Abgelehnt durch eine Grenze oder durch die Sendeberechtigung, nicht durch ein Urteil',
};

export const trace: Localised<typeof en> = { en, de };
