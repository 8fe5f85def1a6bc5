import tls from 'node:tls';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CertificateCheck, demandedLevel, TLS_LEVELS, type TlsDemand } from '@/lib/mail/tls-level';
import { type CertificateKey, TLS_PROFILE, TLS_PROFILES, type TlsProfileName } from '@/lib/mail/tls-profile';
import { checkTls, type TlsSeen } from '@/smtp-worker/delivery/tls-check';
import { openSslName } from '@/smtp-worker/delivery/trust';

const HOST = 'mx.partner.example';
const PIN = 'a'.repeat(64);
const now = new Date('2026-11-24T12:00:00Z');

interface Given {
  readonly chainError?: string | null;
  readonly names?: readonly string[];
  readonly sha256?: string;
  readonly notAfter?: string;
  readonly dane?: TlsSeen['dane'];
  readonly version?: string;
  readonly cipher?: string;
  readonly group?: string | null;
  readonly key?: CertificateKey | null;
}

function seen(given: Given = {}): TlsSeen {
  const names = given.names ?? [HOST];
  return {
    version: given.version ?? 'TLSv1.3',
    cipher: given.cipher ?? 'TLS_AES_256_GCM_SHA384',
    group: given.group === undefined ? 'x25519' : given.group,
    certificate: {
      subject: 'CN=x',
      issuer: 'CN=Some CA',
      names,
      notBefore: '2026-01-01T00:00:00.000Z',
      notAfter: given.notAfter ?? '2027-01-01T00:00:00.000Z',
      sha256: given.sha256 ?? 'b'.repeat(64),
      key: given.key ?? { kind: 'RSA', bits: 4096 },
    },
    chainError: given.chainError ?? null,
    isFor: (name) => names.includes(name),
    dane: given.dane ?? null,
  };
}

function demand(check: CertificateCheck, profile: TlsProfileName = 'compatible'): TlsDemand {
  return { startsWith: 'implicit', check, profile };
}

const ENCRYPTED = demand({ kind: 'encrypted-only' });
const TRUSTED = demand({ kind: 'trusted' });
const NAMED = demand({ kind: 'trusted-and-host-name' });
const OTHER_NAME = demand({ kind: 'name', name: 'mail.partner.example' });
const DANE = demand({ kind: 'dane' });
const DANE_MATCH = { kind: 'match' } as const;
const DANE_MISMATCH = { kind: 'mismatch', why: 'It matches none of the TLSA records.' } as const;
const PINNED = demand({ kind: 'fingerprint', sha256: PIN });

describe('checkTls', () => {
  it.each<[string, TlsDemand, TlsSeen, string, string | null]>([
    ['encryption alone takes any certificate', ENCRYPTED, seen({ chainError: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), 'encrypted', null],
    ['a trusted chain will do for any name', TRUSTED, seen({ names: ['other.example'] }), 'trusted', null],
    ['a trusted chain and the host name', NAMED, seen(), 'name-verified', null],
    ['another name instead of the host name', OTHER_NAME, seen({ names: ['mail.partner.example'] }), 'name-verified', null],
    ['the pin, whoever issued it', PINNED, seen({ sha256: PIN, chainError: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), 'pinned', null],
    ['the host name is not the demanded name', OTHER_NAME, seen(), 'trusted', 'certificate-name-mismatch'],
    ['a wrong name', NAMED, seen({ names: ['other.example'] }), 'trusted', 'certificate-name-mismatch'],
    ['self-signed', NAMED, seen({ chainError: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), 'encrypted', 'certificate-not-trusted'],
    ['an unknown issuer', TRUSTED, seen({ chainError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }), 'encrypted', 'certificate-not-trusted'],
    ['not valid yet', TRUSTED, seen({ chainError: 'CERT_NOT_YET_VALID' }), 'encrypted', 'certificate-not-trusted'],
    ['expired', NAMED, seen({ chainError: 'CERT_HAS_EXPIRED', notAfter: '2026-11-01T00:00:00.000Z' }), 'encrypted', 'certificate-expired'],
    [
      'TLSA records that match, whoever issued it',
      DANE,
      seen({ dane: DANE_MATCH, chainError: 'CERT_HAS_EXPIRED', names: [] }),
      'dane',
      null,
    ],
    [
      'TLSA records that do not match, though trusted and for the host',
      DANE,
      seen({ dane: DANE_MISMATCH }),
      'name-verified',
      'dane-mismatch',
    ],
    ['TLSA records that were not asked', DANE, seen(), 'name-verified', 'dane-mismatch'],
    ['TLSA records that match are no pin', PINNED, seen({ dane: DANE_MATCH }), 'name-verified', 'certificate-fingerprint-mismatch'],
    ['another pin, though trusted and for the host', PINNED, seen(), 'name-verified', 'certificate-fingerprint-mismatch'],
  ])('%s', (_, demanded, what, level, reason) => {
    const { achieved, failure } = checkTls(demanded, HOST, what, now);
    expect(achieved.level).toBe(level);
    expect(failure?.reason ?? null).toBe(reason);
  });

  it('says when a certificate expired, and whether it was the host’s own', () => {
    const own = seen({ chainError: 'CERT_HAS_EXPIRED', notAfter: '2026-11-01T00:00:00.000Z' });
    expect(checkTls(NAMED, HOST, own, now).failure?.detail).toBe('The certificate of mx.partner.example expired on 2026-11-01.');
    expect(checkTls(NAMED, HOST, seen({ chainError: 'CERT_HAS_EXPIRED' }), now).failure?.detail).toMatch(/in the chain/);
  });

  it('records the true level where nothing is demanded', () => {
    const opportunistic: TlsDemand = { startsWith: 'opportunistic' };
    expect(checkTls(opportunistic, HOST, seen(), now)).toMatchObject({ achieved: { level: 'name-verified' }, failure: null });
    expect(checkTls(opportunistic, HOST, null, now)).toMatchObject({ achieved: { level: 'none', certificate: null }, failure: null });
  });

  it('never lets a connection pass that has less than what is demanded, and never permanently refuses for it', () => {
    const checks = fc.constantFrom<CertificateCheck>(
      { kind: 'encrypted-only' },
      { kind: 'trusted' },
      { kind: 'trusted-and-host-name' },
      { kind: 'name', name: 'mail.partner.example' },
      { kind: 'fingerprint', sha256: PIN },
      { kind: 'dane' },
    );
    const demands = fc.oneof(
      fc.record({
        startsWith: fc.constantFrom<'starttls' | 'implicit'>('starttls', 'implicit'),
        check: checks,
        profile: fc.constant<TlsProfileName>('compatible'),
      }),
      fc.constantFrom<TlsDemand>({ startsWith: 'plaintext' }, { startsWith: 'opportunistic' }),
    );
    const handshakes = fc.option(
      fc
        .record({
          chainError: fc.constantFrom(null, 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'anything'),
          names: fc.subarray([HOST, 'mail.partner.example', 'other.example']),
          sha256: fc.constantFrom(PIN, 'b'.repeat(64)),
          dane: fc.constantFrom(null, DANE_MATCH, DANE_MISMATCH),
        })
        .map(seen),
    );
    fc.assert(
      fc.property(demands, handshakes, (demanded, what) => {
        const { achieved, failure } = checkTls(demanded, HOST, what, now);
        const enough = TLS_LEVELS.indexOf(achieved.level) >= TLS_LEVELS.indexOf(demandedLevel(demanded));
        expect(failure === null).toBe(enough);
        expect(failure?.permanent ?? false).toBe(false);
        expect(failure?.status ?? '4.7.5').toMatch(/^4\.7\.[45]$/);
      }),
    );
  });
});

describe('A TLS profile', () => {
  const CBC = { version: 'TLSv1.2', cipher: 'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384', group: 'secp256r1' };
  const STATIC_RSA = { version: 'TLSv1.2', cipher: 'TLS_RSA_WITH_AES_256_GCM_SHA384', group: null };
  const CHACHA = { cipher: 'TLS_CHACHA20_POLY1305_SHA256', group: 'secp256r1' };
  const P256 = { group: 'secp256r1' };

  it.each<[string, Given, readonly TlsProfileName[]]>([
    ['AES-GCM over P-256', P256, ['compatible', 'rfc-9325', 'bsi-tr-02102-2']],
    [
      'AES-GCM over P-256 in TLS 1.2',
      { ...CBC, cipher: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256' },
      ['compatible', 'rfc-9325', 'bsi-tr-02102-2'],
    ],
    ['AES-GCM over Brainpool', { group: 'brainpoolP256r1' }, ['compatible', 'bsi-tr-02102-2']],
    ['AES-GCM over X25519', {}, ['compatible', 'rfc-9325']],
    ['ChaCha20', CHACHA, ['compatible', 'rfc-9325']],
    ['CBC', CBC, ['compatible']],
    ['no forward secrecy', STATIC_RSA, ['compatible']],
    ['finite-field Diffie-Hellman', { group: 'dh2048' }, ['compatible']],
    ['a group that nobody knows', { group: null }, ['compatible']],
    ['an RSA key of 2048 bits', { ...P256, key: { kind: 'RSA', bits: 2048 } }, ['compatible', 'rfc-9325']],
    ['an RSA key of 1024 bits', { ...P256, key: { kind: 'RSA', bits: 1024 } }, ['compatible']],
    ['an EC key of 256 bits', { ...P256, key: { kind: 'EC', bits: 256 } }, ['compatible', 'rfc-9325', 'bsi-tr-02102-2']],
    ['TLS 1.1', { version: 'TLSv1.1' }, []],
  ])('%s', (_, given, enoughFor) => {
    const profiles = TLS_PROFILES.filter(
      (profile) => checkTls(demand({ kind: 'trusted' }, profile), HOST, seen(given), now).failure === null,
    );
    expect(profiles).toEqual(enoughFor);
  });

  it('says what is below it, and what was achieved', () => {
    const { achieved, failure } = checkTls(demand({ kind: 'trusted' }, 'bsi-tr-02102-2'), HOST, seen(), now);
    expect(failure).toMatchObject({
      reason: 'tls-below-profile',
      status: '4.7.5',
      detail: 'The TLS of mx.partner.example is below the profile BSI TR-02102-2: its group of the key exchange is x25519.',
    });
    expect(achieved).toMatchObject({ level: 'name-verified', cipher: 'TLS_AES_256_GCM_SHA384', group: 'x25519' });
  });

  it('is not asked where nothing is demanded', () => {
    expect(checkTls({ startsWith: 'opportunistic' }, HOST, seen({ ...CBC, version: 'TLSv1.2' }), now).failure).toBeNull();
  });

  it.each(TLS_PROFILES.flatMap((profile) => TLS_PROFILE[profile].cipherSuites ?? []))('has %s, which OpenSSL knows', (suite) => {
    expect(() => tls.createSecureContext({ ciphers: openSslName(suite) })).not.toThrow();
  });
});
