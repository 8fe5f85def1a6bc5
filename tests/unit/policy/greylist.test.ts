import { describe, expect, it } from 'vitest';
import { Envelope } from '@/lib/acceptance/envelope';
import { forcesTls } from '@/lib/acceptance/forces-tls';
import { parseMailbox } from '@/lib/mail/address';
import { answerStage } from '@/lib/policy/answer-stage';
import { compilePolicy } from '@/lib/policy/compile';
import { describeRule } from '@/lib/policy/describe';
import type { Facts } from '@/lib/policy/facts';
import { waitInWords, waiting } from '@/lib/policy/greylist';
import { nameOf } from '@/lib/policy/lookup-facts';
import { neededLookups } from '@/lib/policy/needed-lookups';
import type { Rule } from '@/lib/policy/rule';
import { said } from './checks/check';
import { answer, encrypted, from, larger, policyOf, rule, type ShortRule, to } from './rules';

// What greylisting means for the engine around it. What it decides stands in golden/greylist.golden.

const NOW = '2026-11-24T12:00:00.000Z';
const AT_MAIL: Facts = {
  'time.now': NOW,
  'connection.remoteIp': '192.0.2.1',
  'connection.encrypted': false,
  'session.authenticatedUser': null,
  'envelope.sender': 'a@a.tld',
  'envelope.senderDomain': 'a.tld',
};
const AT_RCPT: Facts = { ...AT_MAIL, 'recipient.address': 'b@b.tld', 'recipient.domain': 'b.tld', 'recipient.relayed': false };

const greylist = (delay = 300, more: ShortRule = {}): Rule => rule({ name: 'grey', ...more, actions: [['smtp.greylist', { delay }]] });
const spf = (result: string) => ['checks.spf', { results: [result] }] as const;
const needsTls = rule({ name: 'tls', conditions: [from('a.tld'), encrypted(false)] });
const ruleOn = (name: string, ...conditions: NonNullable<ShortRule['conditions']>): ShortRule => ({ name, conditions });

describe('the condition behind it', () => {
  it.each(waiting.examples)('$parameters with $facts: $matches', ({ parameters, facts, matches }) => {
    expect(waiting.bind(parameters)?.judge(facts)).toBe(String(matches));
  });

  it.each<[number, string, string]>([
    [300, NOW, '5 minutes'],
    [300, '2026-11-24T11:55:30.000Z', '30 seconds'],
    [300, '2026-11-24T11:55:00.500Z', '1 second'],
    [300, '2026-11-24T11:56:01.000Z', '2 minutes'],
    [7200, NOW, '120 minutes'],
    [86_400, NOW, '24 hours'],
    [86_400, '2026-11-24T11:59:00.000Z', '24 hours'],
  ])('of %i seconds since %s leaves %s', (delay, firstSeen, words) => {
    expect(waitInWords(delay, { ...AT_RCPT, 'recipient.firstSeen': firstSeen })).toBe(words);
  });
});

describe('the first attempt is looked up', () => {
  const needed = (rules: readonly Rule[], stage: 'mail' | 'rcpt' | 'data', known: Facts = {}) =>
    neededLookups(compilePolicy(policyOf({ rules })), { ...(stage === 'mail' ? AT_MAIL : AT_RCPT), ...known }, stage).map(nameOf);
  const FIRST = 'recipient.firstSeen 300';

  it.each<[string, readonly Rule[], 'mail' | 'rcpt' | 'data', Facts, string[]]>([
    ['at RCPT TO', [greylist()], 'rcpt', {}, [FIRST]],
    ['not before', [greylist()], 'mail', {}, []],
    ['not twice', [greylist()], 'rcpt', { 'recipient.firstSeen': NOW }, []],
    ['not for another recipient than the rule is about', [greylist(300, { conditions: [to('c.tld')] })], 'rcpt', {}, []],
    [
      'not below a rule that decides',
      [rule({ name: 'ok', conditions: [from('a.tld')], actions: [answer('accept')] }), greylist()],
      'rcpt',
      {},
      [],
    ],
    ['not below a refusal', [needsTls, greylist()], 'rcpt', {}, []],
    ['above one, where it decides between for now and for good', [greylist(), needsTls], 'rcpt', {}, [FIRST]],
    ['together with SPF where both are asked', [greylist(300, { conditions: [spf('fail')] })], 'rcpt', {}, ['checks.spf', FIRST]],
    ['not where SPF passes', [greylist(300, { conditions: [spf('fail')] })], 'rcpt', { 'checks.spf': 'pass' }, []],
    ['for a monitored rule, so that its hits are those of an enforced one', [greylist(300, { mode: 'monitor' })], 'rcpt', {}, [FIRST]],
    ['not for a disabled rule', [greylist(300, { mode: 'disabled' })], 'rcpt', {}, []],
    [
      'once for each delay',
      [greylist(), greylist(600, { name: 'longer', conditions: [from('a.tld')] })],
      'rcpt',
      {},
      [FIRST, 'recipient.firstSeen 600'],
    ],
    [
      'not while a rule above waits for the message',
      [rule({ name: 'big', conditions: [larger(10)], actions: [answer('accept')] }), greylist()],
      'rcpt',
      {},
      [],
    ],
    [
      'then after it',
      [rule({ name: 'big', conditions: [larger(10)], actions: [answer('accept')] }), greylist()],
      'data',
      { 'message.size': 5 },
      [FIRST],
    ],
  ])('%s', (_, rules, stage, known, expected) => {
    expect(needed(rules, stage, known)).toEqual(expected);
  });
});

describe('recipients of one transaction', () => {
  const envelopeOf = (...rules: Rule[]) => {
    const hosts = [{ host: 'inside.tld', port: 25 }];
    const deliverTo = { hosts, encryption: 'opportunistic', certificateCheck: null, authentication: null } as const;
    const compiled = compilePolicy(policyOf({ rules, localDomains: [{ domain: 'b.tld', deliverTo }] }));
    const start = { remoteIp: '192.0.2.1', authenticatedUser: null, declaredSize: null, facts: AT_MAIL };
    return new Envelope({ compiled, tlsOffered: true, ...start });
  };
  const codeOf = (envelope: Envelope, address: string) => {
    const mailbox = parseMailbox(address);
    return mailbox === null ? null : envelope.add(mailbox).reply.code;
  };

  it('are each greylisted by themselves', () => {
    const envelope = envelopeOf(greylist());
    envelope.learnOf('known@b.tld', { 'recipient.firstSeen': '2026-11-24T11:00:00.000Z' });
    envelope.learnOf('new@b.tld', { 'recipient.firstSeen': NOW });
    expect(['new@b.tld', 'known@b.tld'].map((address) => codeOf(envelope, address))).toEqual([450, 250]);
  });

  it('go apart where the message must come first: each may have to wait by itself', () => {
    const big = rule({ name: 'big', conditions: [larger(10)], actions: [answer('accept')] });
    const envelope = envelopeOf(big, greylist());
    expect(['one@b.tld', 'two@b.tld'].map((address) => codeOf(envelope, address))).toEqual([250, 452]);
  });
});

describe('forced TLS', () => {
  const isForced = (...rules: Rule[]) => forcesTls(compilePolicy(policyOf({ rules })), 'a.tld', 'in', NOW);

  it.each<[string, readonly Rule[], boolean]>([
    ['below greylisting stays forced', [greylist(), needsTls], true],
    ['above it as well', [needsTls, greylist()], true],
    ['is not what greylisting of plaintext does', [greylist(300, { conditions: [encrypted(false)] })], false],
    [
      'is not where a rule above can still accept',
      [rule({ name: 'ok', conditions: [to('b.tld')], actions: [answer('accept')] }), needsTls],
      false,
    ],
  ])('%s', (_, rules, expected) => {
    expect(isForced(...rules)).toBe(expected);
  });

  it('is held back no longer than until RCPT TO, of which nobody need be warned', () => {
    expect(answerStage(needsTls, [greylist()])).toMatchObject({ stage: 'rcpt', warning: null });
  });
});

describe('the list says of it', () => {
  const around = { localDomains: ['own.tld'], relayNetworks: ['192.0.2.0/24'] };
  const grey = (...conditions: NonNullable<ShortRule['conditions']>): ShortRule => ({
    ...ruleOn('grey', ...conditions),
    actions: [['smtp.greylist', { delay: 300 }]],
  });

  it('that own clients may not try again', () => {
    expect(said('refuses-own', [grey()], around)).toEqual([
      '“grey” greylists clients of your own relay network 192.0.2.0/24: devices and programs that do not try again lose their mail.',
    ]);
    expect(said('refuses-own', [grey(from('own.tld'))], around)).toEqual([
      '“grey” greylists mail from your own domain own.tld, even from users who have signed in over TLS: their mail programs report an error.',
    ]);
  });

  it('nothing where strangers are greylisted who write to an own domain', () => {
    expect(said('refuses-own', [grey(to('own.tld'), ['session.is-authenticated', { authenticated: false }])], around)).toEqual([]);
  });

  it('that one above leaves nothing to the same one below', () => {
    expect(said('never-decides', [grey(), { ...grey(from('a.tld')), name: 'below' }])).toHaveLength(1);
  });

  it('nothing of what it lets through after its delay', () => {
    expect(said('contradiction', [grey(), { ...ruleOn('below', from('a.tld')), actions: [answer('accept')] }])).toEqual([]);
    expect(said('never-decides', [grey(), { ...ruleOn('below', from('a.tld')), actions: [answer('tempfail')] }])).toEqual([]);
    expect(said('twin-missing', [grey(from('a.tld'), encrypted(false))])).toEqual([]);
    expect(said('tls-for-everyone', [grey(encrypted(false))], { localDomains: ['own.tld'] })).toEqual([]);
  });
});

describe('in words', () => {
  it.each([
    ['en', { conditions: 'Sender domain is a.tld', actions: 'greylist for 10 min 450 4.7.1' }],
    ['de', { conditions: 'Die Absenderdomain ist a.tld', actions: '10 min lang zurückstellen (Greylisting) 450 4.7.1' }],
  ] as const)('%s', (locale, words) => {
    expect(describeRule(greylist(600, { conditions: [from('a.tld')] }), locale)).toEqual(words);
  });

  it('answers at RCPT TO, and says why', () => {
    const { stage, reason } = answerStage(greylist(300, { conditions: [from('a.tld')] }));
    expect(stage).toBe('rcpt');
    expect(reason.en).toBe('Answers at RCPT TO, because the recipient and the first attempt are known then.');
  });
});
