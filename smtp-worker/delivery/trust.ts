import tls from 'node:tls';

/** Below TLS 1.2 we do not go, not even where nothing is demanded (RFC 8996, RFC 9325 3.1.1). */
const MINIMUM_VERSION = 'TLSv1.2';

/**
 * What all connections to next hops share: the trusted CAs (Node's list and the extra ones) and the least TLS version. Made once, since
 * reading some hundred certificates takes time.
 *
 * @param extraCa PEM; null: none
 * @throws Error if it is no PEM
 */
export function relayTls(extraCa: string | null): tls.SecureContext {
  return tls.createSecureContext({
    minVersion: MINIMUM_VERSION,
    ...(extraCa === null ? {} : { ca: [...tls.rootCertificates, extraCa] }),
  });
}
