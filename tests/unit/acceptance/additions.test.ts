import { describe, expect, test } from 'vitest';
import { headerEditsOf } from '@/lib/acceptance/additions';
import { compilePolicy } from '@/lib/policy/compile';
import { describeDecision } from '@/lib/policy/describe-decision';
import { evaluate } from '@/lib/policy/evaluate';
import type { Facts } from '@/lib/policy/facts';
import type { Stage } from '@/lib/policy/stages';
import { answer, from, larger, policyOf, rule, type ShortRule, to } from '../policy/rules';

const FACTS: Facts = {
  'time.now': '2026-11-24T06:30:00.000Z',
  'connection.remoteIp': '192.0.2.7',
  'connection.encrypted': true,
  'connection.tlsVersion': 'TLSv1.3',
  'envelope.sender': 'me@a.tld',
  'envelope.senderDomain': 'a.tld',
  'recipient.address': 'you@b.tld',
  'recipient.domain': 'b.tld',
  'message.size': 1000,
};

function decide(rules: readonly ShortRule[], facts = FACTS, stage: Stage = 'data') {
  const policy = policyOf({ rules: rules.map((short, i) => rule({ name: `rule ${i + 1}`, ...short })) });
  return { decision: evaluate(compilePolicy(policy), facts, stage), policy };
}

const add = (name: string, value = 'x') => ['headers.add', { name, value }] as const;
const adds = (name: string, more: ShortRule = {}): ShortRule => ({ actions: [add(name)], ...more });

describe('header actions', () => {
  test.each<[string, ShortRule[], string[]]>([
    ['of every rule that matches are carried out, in the order of the list', [adds('A'), adds('B')], ['A', 'B']],
    ['of one rule are carried out in their order', [{ actions: [add('B'), add('A'), add('B')] }], ['B', 'A', 'B']],
    ['of a rule that does not match are not', [adds('A', { conditions: [from('c.tld')] }), adds('B')], ['B']],
    ['wait for the whole message', [adds('A', { conditions: [larger(500)] })], ['A']],
    ['can be for some recipients', [adds('A', { conditions: [to('b.tld')] }), adds('B', { conditions: [to('c.tld')] })], ['A']],
    ['of a monitored rule are not', [adds('A', { mode: 'monitor' }), adds('B')], ['B']],
    ['below a rule that stops are not', [adds('A', { stop: true }), adds('B')], ['A']],
    ['below a rule that only stops are not', [{ actions: [answer('accept')], stop: true }, adds('B')], []],
    ['below a monitored rule that stops are', [adds('A', { stop: true, mode: 'monitor' }), adds('B')], ['B']],
    ['below a verdict are', [{ actions: [answer('hold')] }, adds('B')], ['B']],
  ])('%s', (_, rules, names) => {
    expect(headerEditsOf(decide(rules).decision, FACTS).map(({ name }) => name)).toEqual(names);
  });

  test('have their placeholders filled in for the message, the recipient and the rule', () => {
    const value = '%sender% to %recipient% from %client% over %tls% by %rule%';
    const { decision } = decide([{ name: 'mine', actions: [add('X-Way', value)] }]);
    expect(headerEditsOf(decision, FACTS)).toEqual([
      { kind: 'add', name: 'X-Way', value: 'me@a.tld to you@b.tld from 192.0.2.7 over TLSv1.3 by mine' },
    ]);
  });

  test('of a rule whose look-up failed leave open what the message gets', () => {
    const facts: Facts = { ...FACTS, 'envelope.senderDomain': { lookupFailed: 'time-out' } };
    const { decision } = decide([adds('A', { conditions: [from('a.tld')] })], facts);
    expect(decision.settings.headers).toMatchObject({ state: 'undetermined', by: { name: 'rule 1', reason: 'time-out' } });
  });

  test('are told in the trace, each with its rule', () => {
    const { decision, policy } = decide([adds('A'), adds('B', { mode: 'monitor' })]);
    const rules = new Map(policy.rules.map((one) => [one.id, one]));
    expect(describeDecision(decision, rules, 'en').rules.map(({ summary }) => summary)).toEqual([
      'matched and did this to the message: add the header A: x',
      'would have done this to the message (monitor): add the header B: x',
    ]);
  });

  test('come to nothing before the message is there', () => {
    expect(decide([adds('A')], FACTS, 'rcpt').decision.settings.headers).toBeUndefined();
  });
});
