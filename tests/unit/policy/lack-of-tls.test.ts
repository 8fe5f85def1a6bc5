import { describe, expect, it } from 'vitest';
import { judge } from '@/lib/acceptance/judge';
import { formatReply } from '@/lib/mail/reply';
import { answerStage } from '@/lib/policy/answer-stage';
import { CATALOGUE } from '@/lib/policy/catalogue';
import { compilePolicy } from '@/lib/policy/compile';
import { compileMatch } from '@/lib/policy/compile-condition';
import type { Facts } from '@/lib/policy/facts';
import { IN_CLEAR, matchesForLackOfTls } from '@/lib/policy/lack-of-tls';
import { encrypted, from, larger, policyOf, rule, type ShortRule } from './rules';

// What a client could still change by STARTTLS, and what that means for a refusal.

type Part = NonNullable<ShortRule['conditions']>[number];
const version = (operator: 'at-least' | 'below', least: string): Part => ['connection.tls-version', { operator, version: least }];
const cipher = (operator: string, text: string): Part => ['connection.tls-cipher', { operator, texts: [text] }];
const certificate: Part = ['connection.client-certificate', { test: 'verified' }];
const not = (short: ShortRule) => {
  const whole = rule(short);
  return { ...whole, conditions: whole.conditions.map((node) => (node.kind === 'condition' ? { ...node, negated: true } : node)) };
};

describe('a rule is about lack of TLS where it matches mail in clear and only because of what TLS would change', () => {
  it.each<[string, boolean, ShortRule]>([
    ['Is SSL unchecked', true, { conditions: [encrypted(false)] }],
    ['Is SSL unchecked, and a sender', true, { conditions: [from('a.tld'), encrypted(false)] }],
    ['Is SSL checked', false, { conditions: [encrypted(true)] }],
    ['Is SSL unchecked, or a sender', false, { match: 'any', conditions: [from('a.tld'), encrypted(false)] }],
    ['TLS version below', true, { conditions: [version('below', 'TLSv1.3'), from('a.tld')] }],
    ['TLS version at least', false, { conditions: [version('at-least', 'TLSv1.2')] }],
    ['not encrypted, or below a version', true, { match: 'any', conditions: [encrypted(false), version('below', 'TLSv1.3')] }],
    ['not encrypted, yet of some version: never', false, { conditions: [encrypted(false), version('at-least', 'TLSv1.2')] }],
    ['TLS cipher is not', true, { conditions: [cipher('is-not', 'TLS_AES_256_GCM_SHA384')] }],
    ['TLS cipher contains', false, { conditions: [cipher('contains', 'CBC')] }],
    ['a verified client certificate', false, { conditions: [certificate] }],
    ['a sender', false, { conditions: [from('a.tld')] }],
    ['everything', false, { conditions: [] }],
  ])('%s: %s', (_, expected, short) => {
    expect(matchesForLackOfTls(compileMatch(rule(short), CATALOGUE))).toBe(expected);
  });

  it('a negated client certificate, and a negated version', () => {
    expect(matchesForLackOfTls(compileMatch(not({ conditions: [certificate] }), CATALOGUE))).toBe(true);
    expect(matchesForLackOfTls(compileMatch(not({ conditions: [version('at-least', 'TLSv1.3')] }), CATALOGUE))).toBe(true);
    expect(matchesForLackOfTls(compileMatch(not({ conditions: [version('below', 'TLSv1.3')] }), CATALOGUE))).toBe(false);
  });
});

describe('the reply to a client in clear', () => {
  const facts: Facts = { ...IN_CLEAR, 'envelope.sender': 'x@a.tld', 'envelope.senderDomain': 'a.tld' };
  const replyTo = (policy: Parameters<typeof policyOf>[0], known: Facts, tlsOffered = true) => {
    const judgement = judge(compilePolicy(policyOf(policy)), known, 'mail', tlsOffered);
    return judgement.kind === 'refused' ? formatReply(judgement.reply) : judgement.outcome;
  };

  it.each([
    ['TLS version', [rule({ conditions: [version('below', 'TLSv1.3'), from('a.tld')] })]],
    ['TLS cipher', [rule({ conditions: [cipher('is-not', 'TLS_AES_256_GCM_SHA384'), from('a.tld')] })]],
    ['client certificate', [not({ conditions: [certificate] })]],
  ])('names encryption where a rule on the %s refuses it', (_, rules) => {
    expect(replyTo({ rules }, facts)).toMatch(/^550 5\.7\.10 Encryption needed/);
    // Our own fault is no reason to refuse for good: with TLS the client might have done right.
    expect(replyTo({ rules }, facts, false)).toMatch(/^451 4\.7\.0 Encryption needed/);
  });

  it('names another reason to a client that has TLS, but the wrong one', () => {
    const rules = [rule({ conditions: [version('below', 'TLSv1.3')] })];
    const old = { ...facts, 'connection.encrypted': true, 'connection.tlsVersion': 'TLSv1.2' } as const;
    expect(replyTo({ rules }, old)).toMatch(/^550 5\.7\.5 The TLS version or cipher/);
    expect(replyTo({ rules }, { ...old, 'connection.tlsVersion': 'TLSv1.3' })).toBe('accept');
  });

  it('stays a refusal for good where no TLS would have helped', () => {
    const rules = [rule({ name: 'never', conditions: [from('a.tld')] })];
    expect(replyTo({ rules }, facts, false)).toBe('550 5.7.1 Refused by policy (rule "never")');
  });
});

it('the editor warns where a refusal because of the TLS version waits for the message', () => {
  const late = rule({ conditions: [version('below', 'TLSv1.3'), larger(1000)] });
  expect(answerStage(late)).toMatchObject({ stage: 'data', warning: { en: expect.stringContaining('without encryption') } });
  expect(answerStage(rule({ conditions: [version('at-least', 'TLSv1.3'), larger(1000)] })).warning).toBeNull();
});
