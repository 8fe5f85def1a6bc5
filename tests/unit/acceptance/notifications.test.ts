import { expect, test } from 'vitest';
import { type Answered, occurrencesIn } from '@/lib/acceptance/notifications';
import { compilePolicy } from '@/lib/policy/compile';
import { evaluate } from '@/lib/policy/evaluate';
import { policyOf, rule, type ShortRule, to } from '../policy/rules';

// Whom the rules tell about a mail that has been answered, and what of it.

const email = (address: string) => ['notify.email', { address, interval: 3600 }] as const;
const webhook = (url: string) => ['notify.webhook', { url, interval: 600 }] as const;

const MAIL = { at: '2026-11-24T06:30:00.000Z', client: '192.0.2.7', tlsVersion: null, sender: 'me@a.tld', reply: '250 ok', queueId: 'Q' };

/** @param addresses of the recipients that are judged after DATA */
function occurrences(rules: readonly ShortRule[], addresses: readonly string[] = ['one@b.tld']) {
  const compiled = compilePolicy(policyOf({ rules: rules.map((short, i) => rule({ name: `rule ${i + 1}`, ...short })) }));
  const decisions = addresses.map((address): Answered['decisions'][number] => {
    const facts = { 'recipient.address': address, 'recipient.domain': address.slice(address.indexOf('@') + 1) };
    return { recipient: address, outcome: 'accept', decision: evaluate(compiled, facts, 'data') };
  });
  return occurrencesIn({ ...MAIL, decisions });
}

const inShort = (found: ReturnType<typeof occurrences>) =>
  found.map(({ rule: { order }, target, mail }) => `${order} ${target.kind} ${mail.recipients.join(' ')}`);

test.each<[string, ShortRule[], string[]]>([
  [
    'every rule that matches',
    [{ actions: [email('x@a.tld')] }, { actions: [webhook('https://a.tld/')] }],
    ['1 email one@b.tld', '2 webhook one@b.tld'],
  ],
  ['each target of a rule', [{ actions: [email('x@a.tld'), email('y@a.tld')] }], ['1 email one@b.tld', '1 email one@b.tld']],
  ['a target that a rule names twice only once', [{ actions: [email('x@a.tld'), email('x@A.tld')] }], ['1 email one@b.tld']],
  ['no rule that does not match', [{ conditions: [to('c.tld')], actions: [email('x@a.tld')] }], []],
  ['no monitored rule', [{ mode: 'monitor', actions: [email('x@a.tld')] }], []],
  ['no rule below one that stops', [{ actions: [email('x@a.tld')], stop: true }, { actions: [email('y@a.tld')] }], ['1 email one@b.tld']],
])('%s', (_, rules, expected) => {
  expect(inShort(occurrences(rules))).toEqual(expected);
});

test('a mail to several is told once, with those for whom the rule matched', () => {
  const rules = [{ actions: [email('all@a.tld')] }, { conditions: [to('c.tld')], actions: [email('c@a.tld')] }];
  expect(inShort(occurrences(rules, ['one@b.tld', 'two@c.tld', 'three@c.tld']))).toEqual([
    '1 email one@b.tld two@c.tld three@c.tld',
    '2 email two@c.tld three@c.tld',
  ]);
});

test('of very many recipients some are named, and all counted', () => {
  const addresses = Array.from({ length: 50 }, (_, i) => `r${i}@b.tld`);
  const [found] = occurrences([{ actions: [email('x@a.tld')] }], addresses);
  expect(found?.mail.recipients).toEqual(addresses.slice(0, 20));
  expect(found?.mail.recipientCount).toBe(50);
});
