import { X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import type { CertificateKey } from '@/lib/mail/tls-profile';
import { fingerprintOf, namesOf } from '../certificate-names';
import { type DaneExpectation, judgeChain } from './dane/judge-chain';
import type { TlsSeen } from './tls-check';

/** What a finished handshake showed, and what the TLSA records say of it where DANE is demanded; null if the socket is not encrypted. */
export function tlsSeen(socket: unknown, expectation: DaneExpectation | null, now: Date): TlsSeen | null {
  if (!(socket instanceof tls.TLSSocket)) return null;
  const certificate = socket.getPeerCertificate();
  return {
    version: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().standardName,
    group: groupOf(socket),
    certificate: {
      subject: distinguishedName(certificate.subject),
      issuer: distinguishedName(certificate.issuer),
      names: namesOf(certificate),
      notBefore: toIso(certificate.valid_from),
      notAfter: toIso(certificate.valid_to),
      sha256: fingerprintOf(certificate),
      key: keyOf(certificate),
    },
    chainError: socket.authorized ? null : String(socket.authorizationError),
    isFor: (name) => tls.checkServerIdentity(name, certificate) === undefined,
    dane: expectation === null ? null : judgeChain(expectation, presentedChain(socket), now),
  };
}

/** The group of the key exchange by its IANA name; of finite-field Diffie-Hellman only the size is known. Null without forward secrecy. */
function groupOf(socket: tls.TLSSocket): string | null {
  const key = socket.getEphemeralKeyInfo();
  if (key === null || !('type' in key)) return null;
  if (key.type === 'DH') return `dh${key.size}`;
  if (!('name' in key) || key.name === undefined) return null;
  return key.name === 'prime256v1' ? 'secp256r1' : key.name.replace(/^X/, 'x');
}

function keyOf({ modulus, asn1Curve, bits }: tls.PeerCertificate): CertificateKey | null {
  if (bits === undefined || (modulus === undefined && asn1Curve === undefined)) return null;
  return { kind: modulus === undefined ? 'EC' : 'RSA', bits };
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

function toIso(openSslDate: string): string {
  const date = new Date(openSslDate);
  return Number.isNaN(date.getTime()) ? openSslDate : date.toISOString();
}
