import { createHash, X509Certificate } from 'node:crypto';
import type { TlsaData } from 'dns-packet';

/** The TLSA record of a kind, as `3 1 1`, for a PEM certificate (the first one in it). */
export function tlsaOf(kind: string, pem: string): TlsaData {
  const [usage = 0, selector = 0, matchingType = 0] = kind.split(' ').map(Number);
  const { raw, publicKey } = new X509Certificate(pem);
  const selected = selector === 0 ? raw : publicKey.export({ type: 'spki', format: 'der' });
  const algorithm = [null, 'sha256', 'sha512'][matchingType] ?? null;
  return {
    usage,
    selector,
    matchingType,
    certificate: algorithm === null ? selected : createHash(algorithm).update(selected).digest(),
  };
}
