import { describe, expect, it } from 'vitest';
import { attemptView } from '@/lib/console/attempt-view';
import type { CertificateCheck } from '@/lib/mail/tls-level';

const PIN = 'a'.repeat(64);

function attempt(check: CertificateCheck): Parameters<typeof attemptView>[0] {
  return {
    id: 1n,
    recipientId: 1n,
    workerId: '00000000-0000-4000-8000-000000000001',
    startedAt: new Date(0),
    finishedAt: new Date(1),
    revision: 1,
    outcome: 'deferred',
    reason: 'dane-mismatch',
    nextHop: 'mx.partner.example:25',
    address: '192.0.2.1',
    demanded: { startsWith: 'starttls', check },
    achieved: null,
    detail: '',
    decidedBy: [],
    matched: [],
  };
}

describe('What a connection had to prove', () => {
  it.each<[CertificateCheck, string, string, string]>([
    [{ kind: 'encrypted-only' }, 'encrypted', 'any certificate', 'beliebiges Zertifikat'],
    [{ kind: 'name', name: 'a.example' }, 'name-verified', 'trusted CA for this name: a.example', 'für diesen Namen: a.example'],
    [{ kind: 'fingerprint', sha256: PIN }, 'pinned', PIN, PIN],
    [{ kind: 'dane' }, 'dane', 'confirmed by signed TLSA records (DANE)', 'durch signierte TLSA-Einträge bestätigtes Zertifikat (DANE)'],
  ])('%o', (check, level, en, de) => {
    expect(attemptView(attempt(check), 'en').demanded).toEqual({ level, sentence: expect.stringContaining(en) });
    expect(attemptView(attempt(check), 'de').demanded).toEqual({ level, sentence: expect.stringContaining(de) });
  });

  it('names the TLS profile, and knows that records of older versions have none', () => {
    const profile = { startsWith: 'starttls', check: { kind: 'trusted' }, profile: 'bsi-tr-02102-2' };
    expect(attemptView({ ...attempt({ kind: 'trusted' }), demanded: profile }, 'de').demanded.sentence).toMatch(
      /TLS-Profil BSI TR-02102-2$/,
    );
    expect(attemptView(attempt({ kind: 'trusted' }), 'en').demanded.sentence).toBe('STARTTLS, certificate of a trusted CA');
  });
});

describe('Whether a demand was met', () => {
  const achieved = { level: 'trusted', version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', certificate: null };
  const trusted = { startsWith: 'starttls', check: { kind: 'trusted' } };

  it.each([
    ['nothing was demanded', { startsWith: 'opportunistic' }, achieved, 'none'],
    ['the level is enough', trusted, achieved, 'met'],
    ['the level is too low', trusted, { ...achieved, level: 'encrypted' }, 'not-met'],
    ['no connection got that far', trusted, null, 'not-met'],
    ['the TLS profile is met', { ...trusted, profile: 'bsi-tr-02102-2' }, { ...achieved, group: 'secp384r1' }, 'met'],
    ['the TLS profile is not met', { ...trusted, profile: 'bsi-tr-02102-2' }, { ...achieved, group: 'x25519' }, 'not-met'],
  ])('%s', (_, demanded, given, expected) => {
    expect(attemptView({ ...attempt({ kind: 'trusted' }), demanded, achieved: given }, 'en').demand).toBe(expected);
  });
});
