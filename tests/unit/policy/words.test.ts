import { describe, expect, it } from 'vitest';
import { answerStage, answerStages } from '@/lib/policy/answer-stage';
import { compilePolicy } from '@/lib/policy/compile';
import { describeRule } from '@/lib/policy/describe';
import { describeDecision } from '@/lib/policy/describe-decision';
import { evaluate } from '@/lib/policy/evaluate';
import type { Facts } from '@/lib/policy/facts';
import type { Rule } from '@/lib/policy/rule';
import { answer, encrypted, from, larger, policyOf, relaying, rule, type ShortRule, to, toAddress } from './rules';

const inbound = rule({ name: 'in', conditions: [from('mydomain.tld'), encrypted(false)] });
const outbound = rule({
  name: 'out',
  conditions: [relaying(true), to('mydomain.tld')],
  actions: [
    ['relay.host', { to: 'hosts', hosts: [{ host: 'mx.mydomain.tld', port: 465 }] }],
    ['relay.ssl-encryption', { ssl: true }],
  ],
});

describe('a rule in one sentence', () => {
  const sentence = (one: Rule, locale: 'en' | 'de') => {
    const { conditions, actions } = describeRule(one, locale);
    return `${conditions} -> ${actions}`;
  };

  it.each<[Rule, string, string]>([
    [
      inbound,
      'Sender domain is mydomain.tld and the connection is not encrypted -> reject 550 5.7.10',
      'Die Absenderdomain ist mydomain.tld und die Verbindung ist nicht verschlüsselt -> ablehnen 550 5.7.10',
    ],
    [
      outbound,
      'The mail is relayed and recipient domain is mydomain.tld -> relay to mx.mydomain.tld:465, relay over TLS from the first byte',
      'Die Mail wird weitergeleitet und die Empfängerdomain ist mydomain.tld -> weiterleiten an mx.mydomain.tld:465, mit TLS vom ersten Byte an weiterleiten',
    ],
    [
      rule({ conditions: [from('a.tld')], actions: [answer('tempfail')] }),
      'Sender domain is a.tld -> reject temporarily 451 4.7.1',
      'Die Absenderdomain ist a.tld -> vorübergehend ablehnen 451 4.7.1',
    ],
    [
      rule({ actions: [['smtp.action', { outcome: 'reject', code: 554, text: 'No' }]], stop: true }),
      'Every message -> reject 554 5.7.1 "No", process no more rules',
      'Jede Nachricht -> ablehnen 554 5.7.1 "No", keine weiteren Regeln verarbeiten',
    ],
    [
      rule({
        match: 'any',
        conditions: [from('a.tld', 'b.tld', 'c.tld', 'd.tld', 'e.tld'), larger(10_485_760)],
        activeFrom: '2026-11-24T06:30:00Z',
      }),
      'Sender domain is a.tld, b.tld, c.tld or 2 more or the message is greater than 10 MiB, from 2026-11-24 06:30 UTC on -> reject 550 5.7.1',
      'Die Absenderdomain ist a.tld, b.tld, c.tld oder 2 weitere oder die Nachricht ist größer als 10 MiB, ab 2026-11-24 06:30 UTC -> ablehnen 550 5.7.1',
    ],
  ])('%#', (one, en, de) => {
    expect(sentence(one, 'en')).toBe(en);
    expect(sentence(one, 'de')).toBe(de);
  });

  it('puts groups in brackets and says what is negated', () => {
    const [tls, small] = rule({ conditions: [encrypted(true), larger(1024)] }).conditions;
    const [sender] = rule({ conditions: [from('a.tld')] }).conditions;
    if (tls?.kind !== 'condition' || small?.kind !== 'condition' || sender === undefined) throw new Error('no conditions');
    const conditions = [sender, { kind: 'group', match: 'any', conditions: [{ ...tls, negated: true }, small] }] as const;
    expect(sentence({ ...inbound, conditions }, 'en')).toBe(
      'Sender domain is a.tld and (not (the connection is encrypted) or the message is greater than 1 KiB) -> reject 550 5.7.1',
    );
  });
});

describe('when a rule answers', () => {
  it.each<[string, ShortRule, string, string]>([
    ['sender and TLS', inboundShort(), 'mail', 'Answers at MAIL FROM, because the sender domain and encryption are known then.'],
    ['recipient', { conditions: [from('a.tld'), to('b.tld')] }, 'rcpt', 'Answers at RCPT TO, because the recipient domain is known then.'],
    ['nothing', {}, 'connect', 'Answers at the connection, because it waits for nothing.'],
    [
      'one of several',
      { match: 'any', conditions: [from('a.tld'), larger(10)] },
      'data',
      'Answers between MAIL FROM and the end of DATA, as soon as what is known by then decides it.',
    ],
    [
      'routing',
      { actions: [['relay.starttls', { use: 'required' }]] },
      'relay',
      'Takes effect whenever a delivery starts, also for mail that already waits in the queue.',
    ],
  ])('%s', (_, short, stage, reason) => {
    expect(answerStage(rule(short))).toMatchObject({ stage, reason: { en: reason }, warning: null });
  });

  function inboundShort(): ShortRule {
    return { conditions: [from('mydomain.tld'), encrypted(false)] };
  }

  it('says which rule above holds it back', () => {
    const postmaster = rule({ name: 'postmaster', conditions: [toAddress('postmaster@local.tld')], actions: [answer('accept')] });
    expect(answerStage(inbound, [postmaster])).toMatchObject({
      stage: 'rcpt',
      reason: { en: 'Held back until RCPT TO, for until then the rule "postmaster" above can decide otherwise.' },
      warning: null,
    });
  });

  it.each<[string, ShortRule]>([
    ['would refuse as well', { conditions: [larger(10)] }],
    ['is never true together with it', { conditions: [from('other.tld'), larger(10)], actions: [answer('accept')] }],
    ['is only monitored', { mode: 'monitor', conditions: [larger(10)], actions: [answer('accept')] }],
    ['only routes', { conditions: [to('b.tld')], actions: [['relay.starttls', { use: 'required' }]] }],
  ])('is not held back by a rule that %s', (_, short) => {
    expect(answerStage(inbound, [rule(short)]).stage).toBe('mail');
  });

  it('warns when a refusal for lack of TLS comes after DATA', () => {
    const small = rule({
      name: 'small',
      conditions: [['message.size', { operator: 'less-than', size: 100 }]],
      actions: [answer('accept')],
    });
    const [, held] = answerStages([small, inbound]);
    expect(held).toMatchObject({ stage: 'data' });
    expect(held?.warning?.en).toContain('rule "small" above holds this refusal back');
    expect(held?.warning?.de).toContain('unverschlüsselt');
    expect(answerStage(rule({ conditions: [encrypted(false), larger(10)] })).warning?.en).toContain('travelled without encryption');
    expect(answerStage(small).warning).toBeNull();
  });
});

describe('a decision in words', () => {
  const facts: Facts = {
    'connection.encrypted': false,
    'envelope.senderDomain': 'mydomain.tld',
    'connection.remoteIp': { lookupFailed: 'time-out' },
  };
  const told = (rules: readonly Rule[], locale: 'en' | 'de' = 'en', stage: 'mail' | 'relay' = 'mail', given: Facts = facts) =>
    describeDecision(evaluate(compilePolicy(policyOf({ rules })), given, stage), new Map(rules.map((one) => [one.id, one])), locale);

  it('says who refused, and what each condition saw', () => {
    expect(told([inbound])).toMatchObject({
      summary: 'Refused by rule 1 "in"',
      rules: [
        {
          summary: 'matched and refused the mail',
          conditions: [
            { sentence: 'Sender domain is mydomain.tld', outcome: 'true', saw: 'mydomain.tld' },
            { sentence: 'The connection is not encrypted', outcome: 'true', saw: 'not encrypted' },
          ],
        },
      ],
    });
    expect(told([inbound], 'de').summary).toBe('Abgelehnt durch Regel 1 „in“');
  });

  it('says what a monitored rule would have done', () => {
    expect(told([{ ...inbound, mode: 'monitor' }])).toMatchObject({
      summary: 'Accepted by the basic settings',
      rules: [{ mode: 'monitor', summary: 'would have refused the mail (monitor)' }],
    });
  });

  it('says what is not known and why', () => {
    const big = rule({ name: 'big', conditions: [larger(10)] });
    const network = rule({ name: 'net', conditions: [['connection.remote-ip', { operator: 'is', networks: ['192.0.2.0/24'] }]] });
    expect(told([big]).summary).toBe('Not yet decided: rule 1 "big" waits for the end of DATA');
    expect(told([big]).rules[0]).toMatchObject({ summary: 'cannot be judged yet', conditions: [{ saw: 'not yet known' }] });
    expect(told([network])).toMatchObject({
      summary: 'Refused for now because rule 1 "net" could not be judged: a look-up failed',
      rules: [{ conditions: [{ outcome: 'unknown', saw: 'look-up failed (time-out)' }] }],
    });
  });

  it('says who routed', () => {
    const relayed: Facts = { 'recipient.domain': 'mydomain.tld', 'recipient.relayed': true };
    const decision = told([outbound], 'en', 'relay', relayed);
    expect(decision).toMatchObject({
      summary: 'Routed by rule 1 "out"',
      rules: [{ summary: expect.stringMatching(/^matched and set the routing: relay to .+, /) }],
    });
    expect(told([], 'en', 'relay', relayed).summary).toBe('Routed by the basic settings');
  });

  it('tells the trace of a rule that is gone by the names of its conditions', () => {
    const decision = evaluate(compilePolicy(policyOf({ rules: [inbound] })), facts, 'mail');
    expect(describeDecision(decision, new Map(), 'en').rules[0]?.conditions[0]?.sentence).toBe('Sender domain');
  });
});
