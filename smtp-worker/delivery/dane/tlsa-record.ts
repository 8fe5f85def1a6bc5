import { createHash, type X509Certificate } from 'node:crypto';

/** A TLSA record as it stands in the DNS (RFC 6698 2.1): any numbers, any octets. */
export interface TlsaRecord {
  readonly usage: number;
  readonly selector: number;
  readonly matchingType: number;
  readonly data: Buffer;
}

/** DANE-TA: an authority in the presented chain; DANE-EE: the server's own certificate. The PKIX usages 0 and 1 are not for SMTP (RFC 7672 3.1.3). */
const USAGES = { anchor: 2, ownCertificate: 3 } as const;

/** By matching type: what is compared with the data, and its length in octets (0: any). */
const DIGESTS: ReadonlyMap<number, { readonly algorithm: 'sha256' | 'sha512' | null; readonly length: number }> = new Map([
  [0, { algorithm: null, length: 0 }],
  [1, { algorithm: 'sha256', length: 32 }],
  [2, { algorithm: 'sha512', length: 64 }],
]);

/**
 * The records that say something about a mail server: those of usage 2 and 3 with a known selector and matching type and data that fits it.
 * Where SHA-512 and SHA-256 stand side by side for the same usage and selector, the stronger one alone counts (RFC 7671 9).
 */
export function usableRecords(records: readonly TlsaRecord[]): TlsaRecord[] {
  const usable = records.filter(isUsable);
  return usable.filter(
    (record) =>
      record.matchingType !== 1 ||
      !usable.some((other) => other.matchingType === 2 && other.usage === record.usage && other.selector === record.selector),
  );
}

function isUsable({ usage, selector, matchingType, data }: TlsaRecord): boolean {
  const digest = DIGESTS.get(matchingType);
  if (digest === undefined || (selector !== 0 && selector !== 1)) return false;
  if (usage !== USAGES.anchor && usage !== USAGES.ownCertificate) return false;
  return digest.length === 0 ? data.length > 0 : data.length === digest.length;
}

/** DANE-EE (3). */
export function isForOwnCertificate({ usage }: TlsaRecord): boolean {
  return usage === USAGES.ownCertificate;
}

/** Whether a usable record names this certificate: as a whole (selector 0) or by its public key (1). */
export function namesCertificate({ selector, matchingType, data }: TlsaRecord, certificate: X509Certificate): boolean {
  const selected = selector === 0 ? certificate.raw : publicKeyOf(certificate);
  const algorithm = DIGESTS.get(matchingType)?.algorithm;
  if (selected === null || algorithm === undefined) return false;
  return (algorithm === null ? selected : createHash(algorithm).update(selected).digest()).equals(data);
}

/** DER SubjectPublicKeyInfo; null if the algorithm is not known here. */
function publicKeyOf(certificate: X509Certificate): Buffer | null {
  try {
    return certificate.publicKey.export({ type: 'spki', format: 'der' });
  } catch {
    return null;
  }
}

/** `3 1 1`. */
export function recordInWords({ usage, selector, matchingType }: TlsaRecord): string {
  return `${usage} ${selector} ${matchingType}`;
}
