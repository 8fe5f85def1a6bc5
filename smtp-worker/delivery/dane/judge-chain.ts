import type { X509Certificate } from 'node:crypto';
import { isForOwnCertificate, namesCertificate, recordInWords, type TlsaRecord } from './tlsa-record';

/** What a next hop has to prove by DANE. */
export interface DaneExpectation {
  /** Under which the records are published, `_25._tcp.mx.partner.example`. */
  readonly owner: string;
  /** The host in it: what is sent as SNI (RFC 7672 8.1). */
  readonly serverName: string;
  /** The names of which one must be in a certificate that an authority vouches for (RFC 7672 3.2.2). */
  readonly names: readonly string[];
  /** Usable ones, at least one. */
  readonly records: readonly TlsaRecord[];
}

/** `why` is an English sentence. */
export type DaneVerdict = { readonly kind: 'match' } | { readonly kind: 'mismatch'; readonly why: string };

/**
 * Whether the chain that a next hop presented, its own certificate first, is what the TLSA records demand. With DANE-EE the key is all that
 * counts: neither name nor dates (RFC 7672 3.1.1). With DANE-TA the certificate must descend from the named authority, and name and dates count.
 */
export function judgeChain(expectation: DaneExpectation, chain: readonly X509Certificate[], now: Date): DaneVerdict {
  const { records, owner } = expectation;
  const [own, ...issuers] = chain;
  if (own === undefined) return mismatch(`${expectation.serverName} presented no certificate.`);
  if (records.some((record) => isForOwnCertificate(record) && namesCertificate(record, own))) return { kind: 'match' };
  const forAnchors = records.filter((record) => !isForOwnCertificate(record));
  const anchor = issuers.findIndex((issuer) => forAnchors.some((record) => namesCertificate(record, issuer)));
  if (anchor === -1) {
    const kinds = [...new Set(records.map(recordInWords))].join(', ');
    return mismatch(`The certificate of ${expectation.serverName} matches none of the TLSA records of ${owner} (${kinds}).`);
  }
  const fault = faultOfPath([own, ...issuers.slice(0, anchor + 1)], now) ?? faultOfName(own, expectation);
  return fault === null ? { kind: 'match' } : mismatch(`${fault} By the TLSA records of ${owner} that counts (DANE-TA).`);
}

function mismatch(why: string): DaneVerdict {
  return { kind: 'mismatch', why };
}

/** What is wrong with the way from a certificate to the authority that DNS names; null if nothing is. */
function faultOfPath(path: readonly X509Certificate[], now: Date): string | null {
  for (const [i, certificate] of path.entries()) {
    const name = subjectOf(certificate);
    if (!(new Date(certificate.validTo) >= now)) return `The certificate ${name} has expired (${certificate.validTo}).`;
    if (!(new Date(certificate.validFrom) <= now)) return `The certificate ${name} is valid only from ${certificate.validFrom} on.`;
    if (!isForServers(certificate)) return `The certificate ${name} is not for servers.`;
    const issuer = path[i + 1];
    const fault = issuer === undefined ? null : faultOfIssuer(certificate, issuer);
    if (fault !== null) return fault;
  }
  return null;
}

function faultOfIssuer(certificate: X509Certificate, issuer: X509Certificate): string | null {
  if (!issuer.ca) return `The certificate ${subjectOf(issuer)} may not issue others.`;
  if (isLimitedToNames(issuer)) return `The authority ${subjectOf(issuer)} may issue only for some names, which is not supported.`;
  return isIssuedBy(certificate, issuer) ? null : `The certificate ${subjectOf(certificate)} is not signed by ${subjectOf(issuer)}.`;
}

function faultOfName(own: X509Certificate, { serverName, names }: DaneExpectation): string | null {
  if (names.some((name) => own.checkHost(name) !== undefined)) return null;
  return `The certificate of ${serverName} is for ${own.subjectAltName ?? subjectOf(own)} and not for ${names.join(' or ')}.`;
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

const SERVER_USAGES: readonly string[] = ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0'];

/** Without extended key usages a certificate is for everything (RFC 5280 4.2.1.12). */
function isForServers({ keyUsage }: X509Certificate): boolean {
  // Not an array without the extension, whatever the declaration says.
  return !Array.isArray(keyUsage) || keyUsage.some((usage) => SERVER_USAGES.includes(usage));
}

/** The identifier of the extension "name constraints" (RFC 5280 4.2.1.10) in DER. Node does not evaluate it: such an authority is not followed. */
const NAME_CONSTRAINTS = Buffer.from('0603551d1e', 'hex');

function isLimitedToNames({ raw }: X509Certificate): boolean {
  return raw.includes(NAME_CONSTRAINTS);
}

function subjectOf({ subject }: X509Certificate): string {
  // An empty subject is undefined, whatever the declaration says.
  return `"${String(subject ?? '').replaceAll('\n', ', ')}"`;
}
