import { X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import { type DaneExpectation, judgeChain } from './dane/judge-chain';
import type { TlsSeen } from './tls-check';

/** What a finished handshake showed, and what the TLSA records say of it where DANE is demanded; null if the socket is not encrypted. */
export function tlsSeen(socket: unknown, expectation: DaneExpectation | null, now: Date): TlsSeen | null {
  if (!(socket instanceof tls.TLSSocket)) return null;
  const certificate = socket.getPeerCertificate();
  return {
    version: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().standardName,
    certificate: {
      subject: distinguishedName(certificate.subject),
      issuer: distinguishedName(certificate.issuer),
      names: namesOf(certificate),
      notBefore: toIso(certificate.valid_from),
      notAfter: toIso(certificate.valid_to),
      sha256: (certificate.fingerprint256 ?? '').replaceAll(':', '').toLowerCase(),
    },
    chainError: socket.authorized ? null : String(socket.authorizationError),
    isFor: (name) => tls.checkServerIdentity(name, certificate) === undefined,
    dane: expectation === null ? null : judgeChain(expectation, presentedChain(socket), now),
  };
}

/** More certificates than an honest chain has. */
const LONGEST_CHAIN = 10;

/** The peer's own certificate first, then each one's issuer as far as it was presented or is known here. Signatures are not checked yet. */
function presentedChain(socket: tls.TLSSocket): X509Certificate[] {
  const chain: X509Certificate[] = [];
  let current: tls.DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (current?.raw !== undefined && chain.length < LONGEST_CHAIN) {
    chain.push(new X509Certificate(current.raw));
    // A root is its own issuer.
    current = current.issuerCertificate === current ? undefined : current.issuerCertificate;
  }
  return chain;
}

/** `CN=mx.partner.example, O=Partner`. */
function distinguishedName(name: tls.Certificate | undefined): string {
  return Object.entries(name ?? {})
    .map(([attribute, value]) => `${attribute}=${String(value)}`)
    .join(', ');
}

/** `DNS:a.example, IP Address:192.0.2.1` -> the names alone; without any the common name, as RFC 9525 no longer but Node still counts it. */
function namesOf({ subjectaltname, subject }: tls.PeerCertificate): string[] {
  if (subjectaltname === undefined) return subject?.CN === undefined ? [] : [String(subject.CN)];
  return subjectaltname.split(', ').map((name) => name.replace(/^(?:DNS|IP Address|URI|email):/, ''));
}

function toIso(openSslDate: string): string {
  const date = new Date(openSslDate);
  return Number.isNaN(date.getTime()) ? openSslDate : date.toISOString();
}
