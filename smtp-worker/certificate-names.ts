import type tls from 'node:tls';

const KINDS = /^(DNS|IP Address|URI|email):/;

/**
 * The names of a certificate: `DNS:a.example, IP Address:192.0.2.1` -> the names alone; without any the common name, as RFC 9525 no longer
 * but Node still counts it.
 */
export function namesOf({ subjectaltname, subject }: tls.PeerCertificate): string[] {
  if (subjectaltname === undefined) return subject?.CN === undefined ? [] : [String(subject.CN)];
  return alternatives(subjectaltname).map((name) => name.replace(KINDS, ''));
}

/** The names under which a client can present itself, in lower case: host names and e-mail addresses. */
export function clientNamesOf(certificate: tls.PeerCertificate): string[] {
  const { subjectaltname } = certificate;
  if (subjectaltname === undefined) return namesOf(certificate).map((name) => name.toLowerCase());
  return alternatives(subjectaltname)
    .filter((name) => name.startsWith('DNS:') || name.startsWith('email:'))
    .map((name) => name.replace(KINDS, '').toLowerCase());
}

/** Node quotes what would be mistaken for a separator. */
function alternatives(subjectAltName: string): string[] {
  return subjectAltName.split(', ');
}

/** SHA-256 of the whole certificate: 64 hexadecimal digits in lower case. */
export function fingerprintOf({ fingerprint256 }: tls.PeerCertificate): string {
  return (fingerprint256 ?? '').replaceAll(':', '').toLowerCase();
}
