import { describe, expect, test } from 'vitest';
import { bannerOf, keywordsOf, offerOf } from '@/lib/acceptance/greeting';
import { judge } from '@/lib/acceptance/judge';
import { DEFAULT_ACCEPTANCE } from '@/lib/policy/basic-settings';
import { compilePolicy } from '@/lib/policy/compile';
import { policyOf, rule, type ShortRule } from '../policy/rules';

const client = (...networks: string[]) => ['connection.remote-ip', { operator: 'is', networks }] as const;
const FACTS = { 'time.now': '2026-11-24T06:30:00.000Z', 'connection.remoteIp': '192.0.2.7' };

function compiled(rules: readonly ShortRule[], acceptance: Partial<typeof DEFAULT_ACCEPTANCE> = {}) {
  const policy = policyOf({ rules: rules.map((short, i) => rule({ name: `rule ${i + 1}`, ...short })) });
  return compilePolicy({ ...policy, acceptance: { ...DEFAULT_ACCEPTANCE, ...acceptance } });
}

describe('the banner', () => {
  const banner = (text: string): Partial<ShortRule> => ({ actions: [['smtp.banner', { text }]] });
  test.each<[string, ShortRule[], string]>([
    ['is that of the Basic Settings without a rule', [], 'basic'],
    ['is that of a rule that matches', [{ conditions: [client('192.0.2.0/24')], ...banner('own') }], 'own'],
    ['is not that of a rule for other clients', [{ conditions: [client('198.51.100.0/24')], ...banner('own') }], 'basic'],
    ['is that of the first rule', [banner('first'), banner('second')], 'first'],
    ['can be none', [banner('')], ''],
    ['names the client and the rule', [{ name: 'Größe', ...banner('%client% by %rule%') }], '192.0.2.7 by Grosse'],
    ['is not that of a monitored rule', [{ mode: 'monitor', ...banner('own') }], 'basic'],
    ['is the default below a rule that stops', [{ stop: true, actions: [['esmtp.offer-dsn', { offer: true }]] }, banner('own')], 'basic'],
  ])('%s', (_, rules, expected) => {
    const policy = compiled(rules, { banner: 'basic' });
    expect(bannerOf(policy, judge(policy, FACTS, 'connect', true).decision, FACTS)).toBe(expected);
  });
});

describe('what EHLO offers', () => {
  const offer = (keyword: string, is: boolean) => [`esmtp.offer-${keyword}`, { offer: is }] as const;
  const basic = { ...DEFAULT_ACCEPTANCE.offer, dsn: false };
  test.each<[string, ShortRule[], string]>([
    ['is what the Basic Settings say', [], 'PIPELINING STARTTLS 8BITMIME SMTPUTF8 CHUNKING'],
    ['can be less', [{ actions: [offer('starttls', false), offer('smtputf8', false), offer('chunking', false)] }], 'PIPELINING 8BITMIME'],
    ['can be more', [{ actions: [offer('dsn', true)] }], 'PIPELINING STARTTLS 8BITMIME SMTPUTF8 DSN CHUNKING'],
    [
      'is decided by the first rule, extension by extension',
      [{ actions: [offer('pipelining', false)] }, { actions: [offer('pipelining', true), offer('8bitmime', false)] }],
      'STARTTLS SMTPUTF8 CHUNKING',
    ],
    [
      'is as usual for other clients',
      [{ conditions: [client('198.51.100.0/24')], actions: [offer('starttls', false)] }],
      'PIPELINING STARTTLS 8BITMIME SMTPUTF8 CHUNKING',
    ],
  ])('%s', (_, rules, expected) => {
    expect(keywordsOf(offerOf(compiled(rules, { offer: basic }), FACTS)).join(' ')).toBe(expected);
  });
});
