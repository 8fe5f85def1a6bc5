import { describe, expect, it } from 'vitest';
import { compilePolicy } from '@/lib/policy/compile';
import type { Facts } from '@/lib/policy/facts';
import { mayNeedSignatures, neededLookups } from '@/lib/policy/needed-lookups';
import type { ConditionNode, Rule } from '@/lib/policy/rule';
import type { Stage } from '@/lib/policy/stages';
import { answer, encrypted, from, larger, policyOf, rule, to } from './rules';

type Part = Parameters<typeof rule>[0] extends { conditions?: readonly (infer One)[] } ? One : never;

const listed = (zone: string): Part => ['checks.block-list', { zone, listed: true }];
const spf = (...results: string[]): Part => ['checks.spf', { results }];
const dkim = (...results: string[]): Part => ['checks.dkim', { results }];
const dmarc = (...results: string[]): Part => ['checks.dmarc', { results }];
const hostName = (text: string): Part => ['connection.remote-host-name', { operator: 'ends-with', texts: [text] }];

const AT_CONNECT: Facts = { 'time.now': '2026-11-24T12:00:00.000Z', 'connection.remoteIp': '192.0.2.1' };
const AT_MAIL: Facts = { ...AT_CONNECT, 'connection.encrypted': false, 'envelope.sender': 'a@a.tld', 'envelope.senderDomain': 'a.tld' };
const AT_RCPT: Facts = {
  ...AT_MAIL,
  'recipient.address': 'b@b.tld',
  'recipient.domain': 'b.tld',
  'recipient.relayed': false,
};
const AT_DATA: Facts = { ...AT_RCPT, 'message.size': 100 };
const FACTS = { connect: AT_CONNECT, ehlo: AT_CONNECT, mail: AT_MAIL, rcpt: AT_RCPT, headers: AT_RCPT, data: AT_DATA };

function needed(rules: readonly Rule[], stage: Exclude<Stage, 'relay'>, known: Facts = {}): string[] {
  const compiled = compilePolicy(policyOf({ rules }));
  return neededLookups(compiled, { ...FACTS[stage], ...known }, stage).map(({ fact, zone }) => zone ?? fact);
}

const rejectListed = rule({ name: 'listed', conditions: [listed('bl.tld')] });
const accept = [answer('accept')];

describe('A look-up is made', () => {
  it.each<[string, readonly Rule[], Exclude<Stage, 'relay'>, string[]]>([
    ['as soon as its answer refuses', [rejectListed], 'connect', ['bl.tld']],
    ['together with all others of one rule', [rule({ conditions: [listed('bl.tld'), listed('wl.tld')] })], 'connect', ['bl.tld', 'wl.tld']],
    [
      'together with those of further rules',
      [rejectListed, rule({ name: 'b', conditions: [listed('two.tld')] })],
      'connect',
      ['bl.tld', 'two.tld'],
    ],
    ['SPF: when the sender is known', [rule({ conditions: [spf('fail')] })], 'mail', ['checks.spf']],
    ['DKIM: when the message is there', [rule({ conditions: [dkim('fail')] })], 'data', ['checks.dkim']],
    ['DMARC: when the message is there', [rule({ conditions: [dmarc('fail')] })], 'data', ['checks.dmarc']],
    ['when the rest of its rule is true', [rule({ conditions: [from('a.tld'), listed('bl.tld')] })], 'mail', ['bl.tld']],
    [
      'of an exception above a refusal',
      [
        rule({ name: 'friend', conditions: [hostName('.friend.tld')], actions: accept }),
        rule({ name: 'all', conditions: [encrypted(false)] }),
      ],
      'mail',
      ['connection.remoteHostName'],
    ],
    [
      'of ANY: at the first stage at which it is enough',
      [rule({ match: 'any', conditions: [from('x.tld'), listed('bl.tld')] })],
      'connect',
      ['bl.tld'],
    ],
    ['for a monitored rule, as for an enforced one', [{ ...rejectListed, mode: 'monitor' }], 'connect', ['bl.tld']],
    [
      'for the routing, as long as the message is there',
      [rule({ conditions: [spf('pass')], actions: [['relay.starttls', { use: 'required' }]] })],
      'data',
      ['checks.spf'],
    ],
    [
      'for a limit on recipients at RCPT',
      [rule({ conditions: [spf('none')], actions: [['limits.maximum-recipients', { count: 1 }]] })],
      'rcpt',
      ['checks.spf'],
    ],
  ])('%s', (_, rules, stage, expected) => {
    expect(needed(rules, stage).sort()).toEqual([...expected].sort());
  });
});

describe('No look-up is made', () => {
  it.each<[string, readonly Rule[], Exclude<Stage, 'relay'>]>([
    ['without a rule that needs it', [rule({ conditions: [from('a.tld')] })], 'data'],
    ['SPF: before the sender is known', [rule({ conditions: [spf('fail')] })], 'connect'],
    ['DKIM: before the message is there', [rule({ conditions: [dkim('fail')] })], 'rcpt'],
    ['for a rule that is false already', [rule({ conditions: [from('other.tld'), listed('bl.tld')] })], 'mail'],
    ['for a rule that may still turn out false by itself', [rule({ conditions: [to('b.tld'), listed('bl.tld')] })], 'mail'],
    ['for a rule that also waits for the message', [rule({ conditions: [listed('bl.tld'), larger(10)] })], 'rcpt'],
    ['for a disabled rule', [{ ...rejectListed, mode: 'disabled' }], 'data'],
    ['for a rule below one that is true', [rule({ name: 'all', conditions: [from('a.tld')], actions: accept }), rejectListed], 'mail'],
    [
      'below a rule that may still let the mail through',
      [rule({ name: 'vip', conditions: [to('b.tld')], actions: accept }), rejectListed],
      'mail',
    ],
    ['where it changes nothing but who refuses', [rejectListed, rule({ name: 'all', conditions: [from('a.tld')] })], 'mail'],
    ['where it only lets through what is let through anyway', [rule({ conditions: [spf('pass')], actions: accept })], 'data'],
    ['for what lets through, before the end of the message', [rule({ conditions: [spf('pass')], actions: [answer('hold')] })], 'rcpt'],
    ['outside the time span of the rule', [rule({ conditions: [listed('bl.tld')], activeFrom: '2027-01-01T00:00:00.000Z' })], 'data'],
  ])('%s', (_, rules, stage) => {
    expect(needed(rules, stage)).toEqual([]);
  });

  it.each<[string, Facts]>([
    ['that has been answered', { 'connection.blockLists': { 'bl.tld': false } }],
    ['that has failed', { 'connection.blockLists': { 'bl.tld': { lookupFailed: 'timed out' } } }],
  ])('%s', (_, known) => {
    expect(needed([rejectListed], 'connect', known)).toEqual([]);
  });

  it('but for the one list of several that is still missing', () => {
    const rules = [rejectListed, rule({ name: 'two', conditions: [listed('two.tld')] })];
    expect(needed(rules, 'connect', { 'connection.blockLists': { 'bl.tld': false } })).toEqual(['two.tld']);
  });

  it('of a group that its other half has settled', () => {
    const group: ConditionNode = {
      kind: 'group',
      match: 'any',
      conditions: [
        { kind: 'condition', condition: 'delivery.sender-domain', negated: false, parameters: { operator: 'is', domains: ['a.tld'] } },
        { kind: 'condition', condition: 'checks.spf', negated: false, parameters: { results: ['pass'] } },
      ],
    };
    const both: Rule = { ...rejectListed, conditions: [group, ...rejectListed.conditions] };
    expect(needed([both], 'mail')).toEqual(['bl.tld']);
  });
});

describe('The message is listened to', () => {
  const may = (rules: readonly Rule[]) => mayNeedSignatures(compilePolicy(policyOf({ rules })), AT_RCPT);

  it.each<[string, boolean, readonly Rule[]]>([
    ['for a rule on DKIM', true, [rule({ conditions: [dkim('fail')] })]],
    ['for a rule on DMARC and the size', true, [rule({ conditions: [dmarc('fail'), larger(10)] })]],
    ['for a monitored rule', true, [rule({ conditions: [dkim('fail')], mode: 'monitor' })]],
    ['for the routing', true, [rule({ conditions: [dkim('pass')], actions: [['relay.starttls', { use: 'required' }]] })]],
    ['not for SPF', false, [rule({ conditions: [spf('fail')] })]],
    ['not for another sender', false, [rule({ conditions: [from('x.tld'), dkim('fail')] })]],
    ['not where it lets through what is let through anyway', false, [rule({ conditions: [dkim('pass')], actions: accept })]],
  ])('%s', (_, expected, rules) => {
    expect(may(rules)).toBe(expected);
  });
});
