import type { CertificateKey, TlsProfileName } from './tls-profile';

/**
 * How well a connection is protected, on one scale. Policy demands a level, a connection achieves one, and the two are compared
 * before MAIL FROM is sent to a next hop.
 */
export const TLS_LEVELS = ['none', 'encrypted', 'trusted', 'name-verified', 'pinned', 'dane'] as const;
export type TlsLevel = (typeof TLS_LEVELS)[number];

/**
 * What a delivery demands. `startsWith` is how TLS begins, `check` what the certificate must prove, `profile` which parameters count.
 * With `startsWith: 'opportunistic'` STARTTLS is used when offered and nothing is demanded (RFC 7435).
 */
export type TlsDemand =
  | { readonly startsWith: 'plaintext' }
  | { readonly startsWith: 'opportunistic' }
  | { readonly startsWith: 'starttls' | 'implicit'; readonly check: CertificateCheck; readonly profile: TlsProfileName };

/** What the next hop's certificate must prove, from "nothing" upwards. */
export type CertificateCheck =
  | { readonly kind: 'encrypted-only' }
  | { readonly kind: 'trusted' }
  /** Issued by a trusted CA for the host name that we were told to connect to (RFC 9525). */
  | { readonly kind: 'trusted-and-host-name' }
  | { readonly kind: 'name'; readonly name: string }
  /** SHA-256 over the DER certificate, 64 lower-case hexadecimal digits. */
  | { readonly kind: 'fingerprint'; readonly sha256: string }
  /** What the TLSA records of the host say, signed by DNSSEC (RFC 7672). */
  | { readonly kind: 'dane' };

/** What a connection to a next hop achieved. `cipher` and `group`, of the key exchange, are IANA names; null where there is none. */
export interface TlsAchieved {
  readonly level: TlsLevel;
  readonly version: string | null;
  readonly cipher: string | null;
  readonly group: string | null;
  readonly certificate: PeerCertificate | null;
}

export interface PeerCertificate {
  readonly subject: string;
  readonly issuer: string;
  readonly names: readonly string[];
  readonly notBefore: string;
  readonly notAfter: string;
  readonly sha256: string;
  /** Null for other kinds, which have no weak sizes (Ed25519). */
  readonly key: CertificateKey | null;
}

const levelOfCheck: Record<CertificateCheck['kind'], TlsLevel> = {
  'encrypted-only': 'encrypted',
  trusted: 'trusted',
  'trusted-and-host-name': 'name-verified',
  name: 'name-verified',
  fingerprint: 'pinned',
  dane: 'dane',
};

/** The least level that satisfies a demand. */
export function demandedLevel(demand: TlsDemand): TlsLevel {
  return demand.startsWith === 'starttls' || demand.startsWith === 'implicit' ? levelOfCheck[demand.check.kind] : 'none';
}
