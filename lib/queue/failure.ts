/** The next hop does not have the protection that is demanded. */
export const TLS_FAILURES = [
  'starttls-not-offered',
  'tls-handshake-failed',
  'peer-speaks-plaintext',
  'tls-below-profile',
  'certificate-expired',
  'certificate-not-trusted',
  'certificate-name-mismatch',
  'certificate-fingerprint-mismatch',
  'dane-mismatch',
  'dane-not-available',
] as const;
type TlsFailureReason = (typeof TLS_FAILURES)[number];

/** Why an attempt did not deliver: a closed list, in the database, the API, the metrics and the console. */
export const FAILURE_REASONS = [
  ...TLS_FAILURES,
  'dns-failure',
  'no-such-domain',
  'null-mx',
  'connect-failed',
  'connection-lost',
  'timeout',
  'peer-refused-for-now',
  'peer-refused',
  'source-address-unusable',
  'authentication-failed',
  'smtputf8-not-offered',
  'eight-bit-not-offered',
  'message-too-large',
  'loop',
  'policy-unknown',
  'expired',
  'returned-by-administrator',
  'internal',
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

/** @param reason as it is stored; null: there was no failure yet */
export function isTlsFailure(reason: string | null): reason is TlsFailureReason {
  return TLS_FAILURES.some((each) => each === reason);
}
