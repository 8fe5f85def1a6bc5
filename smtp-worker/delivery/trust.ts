import tls from 'node:tls';
import { TLS_PROFILE, type TlsProfileName } from '@/lib/mail/tls-profile';
import { trustedAuthorities } from '../trusted-authorities';

/** Below TLS 1.2 we do not go, not even where nothing is demanded (RFC 8996, RFC 9325 3.1.1). */
const MINIMUM_VERSION = 'TLSv1.2';

/** No SHA-1 (RFC 9155). PKCS #1 v1.5 stays for the signatures in certificates, for which TLS has no list of its own here. */
const SIGNATURES = [
  ...['ECDSA+SHA256', 'ECDSA+SHA384', 'ECDSA+SHA512'],
  ...[
    'rsa_pss_rsae_sha256',
    'rsa_pss_rsae_sha384',
    'rsa_pss_rsae_sha512',
    'rsa_pss_pss_sha256',
    'rsa_pss_pss_sha384',
    'rsa_pss_pss_sha512',
  ],
  ...['RSA+SHA256', 'RSA+SHA384', 'RSA+SHA512'],
].join(':');

/** How connections to next hops are opened under each TLS profile. */
export type RelayTls = { readonly [Name in TlsProfileName]: tls.SecureContext };

/**
 * What all connections to next hops share: the trusted CAs (Node's list and the extra ones) and, by profile, what is offered in the
 * handshake. Made once, since reading some hundred certificates takes time.
 *
 * @param extraCa PEM; null: none
 * @throws Error if it is no PEM
 */
export function relayTls(extraCa: string | null): RelayTls {
  return {
    compatible: contextOf('compatible', extraCa),
    'rfc-9325': contextOf('rfc-9325', extraCa),
    'bsi-tr-02102-2': contextOf('bsi-tr-02102-2', extraCa),
  };
}

function contextOf(profile: TlsProfileName, extraCa: string | null): tls.SecureContext {
  const { cipherSuites, groups } = TLS_PROFILE[profile];
  return tls.createSecureContext({
    minVersion: MINIMUM_VERSION,
    ...(cipherSuites === null ? {} : { ciphers: cipherSuites.map(openSslName).join(':'), sigalgs: SIGNATURES }),
    ...(groups === null ? {} : { ecdhCurve: groups.map(openSslGroup).join(':') }),
    ...trustedAuthorities(extraCa),
  });
}

/** `TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256` -> `ECDHE-RSA-AES128-GCM-SHA256`; the names of TLS 1.3 are the same in both. */
export function openSslName(cipherSuite: string): string {
  if (!cipherSuite.includes('_WITH_')) return cipherSuite;
  return cipherSuite
    .replace(/^TLS_/, '')
    .replace(/_WITH_/, '_')
    .replace(/AES_(\d+)/, 'AES$1')
    .replace(/POLY1305_SHA256$/, 'POLY1305')
    .replaceAll('_', '-');
}

/** OpenSSL writes two of them in capitals. */
function openSslGroup(group: string): string {
  return group.replace(/^x/, 'X');
}
