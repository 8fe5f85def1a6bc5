/** Which TLS parameters count as protection: a named set of versions, cipher suites, groups and key sizes. */
export const TLS_PROFILES = ['compatible', 'rfc-9325', 'bsi-tr-02102-2'] as const;
export type TlsProfileName = (typeof TLS_PROFILES)[number];

interface TlsProfile {
  readonly title: string;
  /** IANA names, of TLS 1.2 and 1.3 together. Null: whatever the TLS library counts as safe. */
  readonly cipherSuites: readonly string[] | null;
  /** IANA names of the groups of the key exchange. Null likewise. */
  readonly groups: readonly string[] | null;
  /** Bits of the key in the next hop's certificate. */
  readonly leastKey: { readonly [Kind in CertificateKey['kind']]: number };
}

const ECDHE_GCM = [
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
] as const;

/**
 * The least version of all of them is TLS 1.2 (RFC 8996, RFC 9325 3.1.1, TR-02102-2 3.2). Suites without forward secrecy or authenticated
 * encryption are in none but `compatible`: CBC is allowed by both texts only with Encrypt-then-MAC, which cannot be seen from here, and
 * finite-field Diffie-Hellman is discouraged by the one and runs out in the other. The two differ in what BSI does not list: ChaCha20 and X25519.
 */
export const TLS_PROFILE: { readonly [Name in TlsProfileName]: TlsProfile } = {
  compatible: { title: 'compatible', cipherSuites: null, groups: null, leastKey: { RSA: 0, EC: 0 } },
  'rfc-9325': {
    title: 'RFC 9325',
    cipherSuites: [
      'TLS_AES_256_GCM_SHA384',
      'TLS_CHACHA20_POLY1305_SHA256',
      'TLS_AES_128_GCM_SHA256',
      ...ECDHE_GCM,
      'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
      'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
    ],
    groups: ['x25519', 'secp256r1', 'x448', 'secp384r1', 'secp521r1'],
    leastKey: { RSA: 2048, EC: 224 },
  },
  'bsi-tr-02102-2': {
    title: 'BSI TR-02102-2',
    cipherSuites: [
      'TLS_AES_256_GCM_SHA384',
      'TLS_AES_128_GCM_SHA256',
      'TLS_AES_128_CCM_SHA256',
      ...ECDHE_GCM,
      'TLS_ECDHE_ECDSA_WITH_AES_256_CCM',
      'TLS_ECDHE_ECDSA_WITH_AES_128_CCM',
    ],
    groups: ['secp256r1', 'secp384r1', 'secp521r1', 'brainpoolP256r1', 'brainpoolP384r1', 'brainpoolP512r1'],
    leastKey: { RSA: 3000, EC: 250 },
  },
};

/** `RFC 9325`, as it is called in logs and failures. */
export function profileTitle(name: TlsProfileName): string {
  return TLS_PROFILE[name].title;
}

/** What a handshake has agreed on. */
interface Agreed {
  readonly version: string | null;
  readonly cipher: string | null;
  readonly group: string | null;
  readonly certificate: { readonly key: CertificateKey | null } | null;
}

/** The public key of a certificate, of a kind that comes in different sizes. */
export interface CertificateKey {
  readonly kind: 'RSA' | 'EC';
  readonly bits: number;
}

/** What about an encrypted connection is below a profile, in words that follow "its"; null if nothing is. What is not known counts as below. */
export function belowProfile(name: TlsProfileName, { version, cipher, group, certificate }: Agreed): string | null {
  const { cipherSuites, groups, leastKey } = TLS_PROFILE[name];
  if (version !== 'TLSv1.2' && version !== 'TLSv1.3') return `TLS version is ${version ?? 'unknown'}`;
  if (cipherSuites !== null && !cipherSuites.some((allowed) => allowed === cipher)) return `cipher suite is ${cipher ?? 'unknown'}`;
  if (groups !== null && !groups.some((allowed) => allowed === group)) return `group of the key exchange is ${group ?? 'unknown'}`;
  const key = certificate?.key ?? null;
  if (key !== null && key.bits < leastKey[key.kind]) return `certificate has an ${key.kind} key of ${key.bits} bits`;
  return null;
}
