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
});
