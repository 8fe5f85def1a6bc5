import { describe, expect, it } from 'vitest';
import { compilePolicy } from '@/lib/policy/compile';
import { replyFor } from '@/lib/policy/default-reply';
import { evaluate } from '@/lib/policy/evaluate';
import type { Facts } from '@/lib/policy/facts';
import type { Rule } from '@/lib/policy/rule';
import type { Stage } from '@/lib/policy/stages';
import { answer, encrypted, from, larger, policyOf, rule, to, toAddress } from './rules';

// The examples of the policy's description, one by one.

const client: Facts = { 'time.now': '2026-11-24T06:30:00.000Z', 'connection.remoteIp': '192.0.2.7' };

function mail(domain: string | null, isEncrypted = false): Facts {
  return {
    ...client,
    'connection.encrypted': isEncrypted,
    'session.authenticatedUser': null,
    'envelope.sender': domain === null ? null : `a@${domain}`,
    'envelope.senderDomain': domain,
  };
}

function rcpt(facts: Facts, address: string): Facts {
  return { ...facts, 'recipient.address': address, 'recipient.domain': address.split('@')[1] ?? null, 'recipient.relayed': false };
}

/** `accept by default`, `reject by rule`, `open: rule waits for rcpt`. */
function verdict(rules: readonly Rule[], facts: Facts, stage: Stage): string {
  const outcome = evaluate(compilePolicy(policyOf({ rules })), facts, stage).settings.verdict;
  if (outcome?.state === 'open') return `open: ${outcome.heldBy.name} waits for ${outcome.waitingFor}`;
  if (outcome?.state !== 'decided') return 'nothing';
  return `${outcome.value.outcome} by ${outcome.by.kind === 'default' ? 'default' : `${outcome.by.kind} ${outcome.by.name}`}`;
}

const forcedTls = rule({ name: 'tls', conditions: [from('x.tld'), encrypted(false)] });

describe('Sender domain is X and Is SSL unchecked -> Reject', () => {
  it.each<[string, Facts, Stage, string]>([
    ['waits at connect', client, 'connect', 'open: tls waits for mail'],
    ['waits at EHLO', client, 'ehlo', 'open: tls waits for mail'],
    ['refuses at MAIL FROM', mail('x.tld'), 'mail', 'reject by rule tls'],
    ['accepts with TLS', mail('x.tld', true), 'mail', 'accept by default'],
    ['accepts another domain', mail('y.tld'), 'mail', 'accept by default'],
    ['accepts a sub-domain', mail('sub.x.tld'), 'mail', 'accept by default'],
    ['accepts the null sender', mail(null), 'mail', 'accept by default'],
  ])('%s', (_, facts, stage, expected) => {
    expect(verdict([forcedTls], facts, stage)).toBe(expected);
  });

  it('is settled at connect on an implicit-TLS listener: nothing can make the connection unencrypted', () => {
    expect(verdict([forcedTls], { ...client, 'connection.encrypted': true }, 'connect')).toBe('accept by default');
  });

  it('does not hold when disabled, and only traces when monitored', () => {
    expect(verdict([{ ...forcedTls, mode: 'disabled' }], mail('x.tld'), 'mail')).toBe('accept by default');
    const decision = evaluate(compilePolicy(policyOf({ rules: [{ ...forcedTls, mode: 'monitor' }] })), mail('x.tld'), 'mail');
    expect(decision.settings.verdict).toMatchObject({ state: 'decided', value: { outcome: 'accept' } });
    expect(decision.trace).toMatchObject([{ name: 'tls', mode: 'monitor', outcome: 'true', effects: { verdict: { outcome: 'reject' } } }]);
  });
});

describe('a rule of just Is SSL unchecked -> Reject', () => {
  const plaintext = rule({ name: 'plain', conditions: [encrypted(false)] });

  it('lets a client on port 25 say STARTTLS first', () => {
    expect(verdict([plaintext], client, 'connect')).toBe('open: plain waits for mail');
    expect(verdict([plaintext], mail('x.tld'), 'mail')).toBe('reject by rule plain');
    expect(verdict([plaintext], mail('x.tld', true), 'mail')).toBe('accept by default');
  });

  it('the other way round refuses at connect on an implicit-TLS listener', () => {
    const tls = rule({ name: 'tls', conditions: [encrypted(true)] });
    expect(verdict([tls], { ...client, 'connection.encrypted': true }, 'connect')).toBe('reject by rule tls');
  });
});

describe('the order of the list', () => {
  const postmaster = rule({ name: 'postmaster', conditions: [toAddress('postmaster@local.tld')], actions: [answer('accept')] });

  it('holds a refusal back while a rule above can still accept, and no longer', () => {
    const rules = [postmaster, forcedTls];
    expect(verdict(rules, mail('x.tld'), 'mail')).toBe('open: postmaster waits for rcpt');
    expect(verdict(rules, rcpt(mail('x.tld'), 'postmaster@local.tld'), 'rcpt')).toBe('accept by rule postmaster');
    expect(verdict(rules, rcpt(mail('x.tld'), 'other@local.tld'), 'rcpt')).toBe('reject by rule tls');
  });

  it('does not hold back where the rule above would refuse as well', () => {
    const big = rule({ name: 'big', conditions: [larger(1000)] });
    expect(verdict([big, forcedTls], mail('x.tld'), 'mail')).toBe('reject by rule tls');
  });

  it('holds a refusal for good back behind an open refusal for now', () => {
    const later = rule({ name: 'later', conditions: [larger(1000)], actions: [answer('tempfail')] });
    expect(verdict([later, forcedTls], mail('x.tld'), 'mail')).toBe('open: later waits for data');
  });

  it('ends at a rule with "Stop processing more rules", also while that rule is open', () => {
    const stop = rule({ name: 'stop', conditions: [to('vip.tld')], actions: [['relay.starttls', { use: 'required' }]], stop: true });
    expect(verdict([stop, forcedTls], mail('x.tld'), 'mail')).toBe('open: stop waits for rcpt');
    expect(verdict([stop, forcedTls], rcpt(mail('x.tld'), 'a@vip.tld'), 'rcpt')).toBe('accept by default');
    expect(verdict([stop, forcedTls], rcpt(mail('x.tld'), 'a@local.tld'), 'rcpt')).toBe('reject by rule tls');
  });
});

describe('a look-up that failed', () => {
  const unknownIp: Facts = { ...mail('x.tld'), 'connection.remoteIp': { lookupFailed: 'time-out' } };
  const network = (outcome: string) =>
    rule({
      name: 'network',
      conditions: [['connection.remote-ip', { operator: 'is', networks: ['192.0.2.0/24'] }]],
      actions: [answer(outcome)],
    });

  it('is not "does not match": the answer is for now', () => {
    expect(verdict([network('reject')], unknownIp, 'mail')).toBe('tempfail by lookup-failed network');
    const decision = evaluate(compilePolicy(policyOf({ rules: [network('accept'), forcedTls] })), unknownIp, 'mail');
    expect(decision.settings.verdict).toMatchObject({
      value: { outcome: 'tempfail', reply: { code: 451, enhanced: '4.7.0' } },
      by: { kind: 'lookup-failed', name: 'network', reason: 'time-out' },
    });
  });

  it('does not matter where the rule is settled without it', () => {
    const both = rule({ conditions: [['connection.remote-ip', { operator: 'is', networks: ['192.0.2.0/24'] }], from('y.tld')] });
    expect(verdict([both], unknownIp, 'mail')).toBe('accept by default');
  });

  it('does not matter where the next rule gives the same', () => {
    expect(verdict([network('reject'), forcedTls], unknownIp, 'mail')).toBe('reject by rule tls');
  });
});

describe('a fact that is missing after DATA', () => {
  it('never makes a rule pass by unnoticed', () => {
    expect(verdict([rule({ name: 'big', conditions: [larger(10)] })], mail('x.tld'), 'data')).toBe('tempfail by lookup-failed big');
  });
});

describe('a time span', () => {
  const span = { activeFrom: '2026-11-24T06:00:00Z', activeUntil: '2026-11-24T07:00:00Z' };
  const limited = rule({ ...forcedTls, name: 'limited', ...span, conditions: [from('x.tld')], actions: [answer('reject')] });

  it.each([
    ['2026-11-24T05:59:59.999Z', 'accept by default'],
    ['2026-11-24T06:00:00.000Z', 'reject by rule limited'],
    ['2026-11-24T06:59:59.999Z', 'reject by rule limited'],
    ['2026-11-24T07:00:00.000Z', 'accept by default'],
  ])('at %s: %s', (now, expected) => {
    expect(verdict([limited], { ...mail('x.tld'), 'time.now': now }, 'mail')).toBe(expected);
  });
});

describe('two recipients of one transaction', () => {
  const bigForA = rule({ name: 'a', conditions: [to('a.tld'), larger(1000)] });
  const bigForB = rule({ name: 'b', conditions: [to('b.tld'), larger(1000)] });
  const biggerForC = rule({ name: 'c', conditions: [to('c.tld'), larger(9000)] });
  const rules = [bigForA, bigForB, biggerForC];

  const residue = (address: string) => {
    const outcome = evaluate(compilePolicy(policyOf({ rules })), rcpt(mail('x.tld'), address), 'rcpt').settings.verdict;
    return outcome?.state === 'open' ? outcome.residue : '';
  };

  it('stay together where the same later facts give both the same answer', () => {
    expect(residue('one@a.tld')).toBe(residue('two@a.tld'));
    expect(residue('one@a.tld')).toBe(residue('one@b.tld'));
    expect(residue('one@d.tld')).toBe('');
  });

  it('are told apart where they do not', () => {
    expect(residue('one@a.tld')).not.toBe(residue('one@c.tld'));
    expect(residue('one@a.tld')).not.toBe(residue('one@d.tld'));
  });
});

describe('the reply of a refusal', () => {
  const reply = (rules: readonly Rule[], facts: Facts) => {
    const decision = evaluate(compilePolicy(policyOf({ rules })), facts, 'mail');
    const outcome = decision.settings.verdict;
    if (outcome?.state !== 'decided' || (outcome.value.outcome !== 'reject' && outcome.value.outcome !== 'tempfail')) return null;
    const { code, enhanced, text } = replyFor(outcome.value, outcome.by, decision.trace, facts);
    return `${code} ${enhanced} ${text}`;
  };

  it.each<[string, Rule, Facts, string]>([
    ['for lack of TLS', forcedTls, mail('x.tld'), '550 5.7.10 Encryption needed: mail from x.tld is accepted only over TLS (rule "tls")'],
    [
      'for lack of TLS, for now',
      rule({ name: 'tls', conditions: [from('x.tld'), encrypted(false)], actions: [answer('tempfail')] }),
      mail('x.tld'),
      '451 4.7.10 Encryption needed: mail from x.tld is accepted only over TLS (rule "tls")',
    ],
    [
      'for lack of TLS of anybody',
      rule({ name: 'all', conditions: [encrypted(false)] }),
      mail('x.tld'),
      '550 5.7.10 Encryption needed: this mail is accepted only over TLS (rule "all")',
    ],
    ['for another reason', rule({ name: 'no', conditions: [from('x.tld')] }), mail('x.tld'), '550 5.7.1 Refused by policy (rule "no")'],
    [
      'for another reason, for now',
      rule({ name: 'no', conditions: [from('x.tld')], actions: [answer('tempfail')] }),
      mail('x.tld'),
      '451 4.7.1 Refused by policy (rule "no")',
    ],
    [
      'in the words of the rule',
      rule({
        conditions: [encrypted(false)],
        actions: [['smtp.action', { outcome: 'reject', code: 530, enhanced: '5.7.0', text: 'Use TLS' }]],
      }),
      mail('x.tld'),
      '530 5.7.0 Use TLS',
    ],
    [
      'with its own text alone',
      rule({ conditions: [encrypted(false)], actions: [['smtp.action', { outcome: 'reject', text: 'Use TLS' }]] }),
      mail('x.tld'),
      '550 5.7.10 Use TLS',
    ],
    [
      'is ASCII whatever the name of the rule',
      rule({ name: 'Größe "3" 💌', conditions: [from('x.tld')] }),
      mail('x.tld'),
      `550 5.7.1 Refused by policy (rule "Grosse '3' ?")`,
    ],
  ])('%s', (_, one, facts, expected) => {
    expect(reply([one], facts)).toBe(expected);
  });
});
