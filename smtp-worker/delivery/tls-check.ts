import { demandedLevel, type PeerCertificate, TLS_LEVELS, type TlsAchieved, type TlsDemand, type TlsLevel } from '@/lib/mail/tls-level';
import { belowProfile, profileTitle } from '@/lib/mail/tls-profile';
import type { DaneVerdict } from './dane/judge-chain';
import { type Failure, forNow } from './failure';

/** What a handshake showed. */
export interface TlsSeen {
  readonly version: string;
  readonly cipher: string;
  readonly group: string | null;
  readonly certificate: PeerCertificate;
  /** OpenSSL's code if the chain does not lead to a trusted CA or is not valid now; null if it does and is. */
  readonly chainError: string | null;
  /** Whether the certificate is for this name or address (RFC 9525). */
  readonly isFor: (name: string) => boolean;
  /** What the TLSA records say of the presented chain; null if they were not asked. */
  readonly dane: DaneVerdict | null;
}

export interface TlsCheck {
  readonly achieved: TlsAchieved;
  /** Why what was achieved is less than what is demanded; null if it is not: then, and only then, mail may be sent. */
  readonly failure: Failure | null;
}

/**
 * Compares what is demanded with what a connection has achieved, before MAIL FROM.
 *
 * @param host the name or address that we were told to connect to: the reference identity
 * @param seen null: the connection is not encrypted
 */
export function checkTls(demand: TlsDemand, host: string, seen: TlsSeen | null, now: Date): TlsCheck {
  if (seen === null) {
    const achieved: TlsAchieved = { level: 'none', version: null, cipher: null, group: null, certificate: null };
    return { achieved, failure: demandedLevel(demand) === 'none' ? null : forNow('starttls-not-offered', '4.7.4', NOT_ENCRYPTED) };
  }
  const level = achievedLevel(demand, host, seen);
  const { version, cipher, group, certificate } = seen;
  const achieved: TlsAchieved = { level, version, cipher, group, certificate };
  const enough = TLS_LEVELS.indexOf(level) >= TLS_LEVELS.indexOf(demandedLevel(demand));
  return { achieved, failure: enough ? weakness(demand, host, achieved) : shortcoming(demand, host, seen, now) };
}

const NOT_ENCRYPTED = 'The connection is not encrypted, but encryption is demanded.';

/** What of the connection is below the demanded TLS profile. */
function weakness(demand: TlsDemand, host: string, achieved: TlsAchieved): Failure | null {
  if (!('profile' in demand)) return null;
  const below = belowProfile(demand.profile, achieved);
  if (below === null) return null;
  const detail = `The TLS of ${host} is below the profile ${profileTitle(demand.profile)}: its ${below}.`;
  return forNow('tls-below-profile', '4.7.5', detail);
}

/** `pinned` and `dane` only where they are demanded and met: a pin that nobody asked for proves nothing. */
function achievedLevel(demand: TlsDemand, host: string, seen: TlsSeen): TlsLevel {
  const check = 'check' in demand ? demand.check : null;
  if (check?.kind === 'fingerprint' && check.sha256 === seen.certificate.sha256) return 'pinned';
  if (check?.kind === 'dane' && seen.dane?.kind === 'match') return 'dane';
  if (seen.chainError !== null) return 'encrypted';
  return seen.isFor(check?.kind === 'name' ? check.name : host) ? 'name-verified' : 'trusted';
}

function shortcoming(demand: TlsDemand, host: string, { certificate, chainError, dane }: TlsSeen, now: Date): Failure {
  const check = 'check' in demand ? demand.check : null;
  if (check?.kind === 'fingerprint') {
    return forNow(
      'certificate-fingerprint-mismatch',
      '4.7.5',
      `The certificate of ${host} has the SHA-256 fingerprint ${certificate.sha256}, but ${check.sha256} is demanded.`,
    );
  }
  if (check?.kind === 'dane') {
    return forNow('dane-mismatch', '4.7.5', dane?.kind === 'mismatch' ? dane.why : `The TLSA records of ${host} were not asked.`);
  }
  if (chainError !== null) return chainFailure(chainError, host, certificate, now);
  const names = certificate.names.length > 0 ? certificate.names.join(', ') : 'no name';
  const wanted = check?.kind === 'name' ? check.name : host;
  return forNow('certificate-name-mismatch', '4.7.5', `The certificate of ${host} is for ${names} and not for ${wanted}.`);
}

const SELF_SIGNED: readonly string[] = ['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'];

function chainFailure(code: string, host: string, certificate: PeerCertificate, now: Date): Failure {
  if (code === 'CERT_HAS_EXPIRED') {
    const own = new Date(certificate.notAfter) < now;
    const detail = own
      ? `The certificate of ${host} expired on ${certificate.notAfter.slice(0, 10)}.`
      : `A certificate in the chain of ${host} has expired.`;
    return forNow('certificate-expired', '4.7.5', detail);
  }
  if (SELF_SIGNED.includes(code)) {
    return forNow('certificate-not-trusted', '4.7.5', `The certificate of ${host} is self-signed: no trusted CA stands for it.`);
  }
  if (code === 'CERT_NOT_YET_VALID') {
    return forNow(
      'certificate-not-trusted',
      '4.7.5',
      `The certificate of ${host} is valid only from ${certificate.notBefore.slice(0, 10)} on.`,
    );
  }
  const issuer = certificate.issuer === '' ? 'an unnamed issuer' : certificate.issuer;
  return forNow('certificate-not-trusted', '4.7.5', `The certificate of ${host} is from ${issuer}, which is no trusted CA (${code}).`);
}
