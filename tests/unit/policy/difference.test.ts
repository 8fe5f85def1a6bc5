import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_ACCEPTANCE } from '@/lib/policy/basic-settings';
import { align } from '@/lib/policy/difference/align';
import { describeDifference } from '@/lib/policy/difference/describe-difference';
import { movedIds } from '@/lib/policy/difference/moved';
import { policyDifference } from '@/lib/policy/difference/policy-difference';
import type { Policy } from '@/lib/policy/policy';
import { policyOf, rule } from './rules';

const FROM_A = ['delivery.sender-domain', { operator: 'is', domains: ['a.tld'] }] as const;
const FROM_B = ['delivery.sender-domain', { operator: 'is', domains: ['b.tld'] }] as const;
const PLAIN = ['connection.is-ssl', { encrypted: false }] as const;

/** A difference as lines of text: `rule changed: refuse a` and `  Mode: - Enforce`. */
function lines(before: Policy, after: Policy, locale: 'en' | 'de' = 'en'): string[] {
  const signs = { same: ' ', removed: '-', added: '+' };
  return describeDifference(policyDifference(before, after), locale).flatMap(({ kind, change, name, facets }) => [
    `${kind} ${change}: ${name}`,
    ...facets.flatMap(({ label, lines }) =>
      lines.map(({ sign, text, detail }) => `  ${label}: ${signs[sign]} ${detail ? '  ' : ''}${text}`),
    ),
  ]);
}

describe('the difference in words', () => {
  const before = rule({ id: 'r', name: 'refuse', conditions: [FROM_A, PLAIN] });

  it('says clause by clause what changed in a rule', () => {
    const after = rule({ id: 'r', name: 'refuse', mode: 'monitor', conditions: [FROM_B, PLAIN] });
    expect(lines(policyOf({ rules: [before] }), policyOf({ rules: [after] }))).toEqual([
      'rule changed: refuse',
      '  Mode: - Enforce',
      '  Mode: + Monitor',
      '  Conditions: - Sender domain is a.tld',
      '  Conditions: + Sender domain is b.tld',
      '  Conditions:   The connection is not encrypted',
    ]);
  });

  it('shows all of a rule that is new or gone', () => {
    const added = lines(policyOf({ rules: [] }), policyOf({ rules: [before] }));
    expect(added).toEqual([
      'rule added: refuse',
      '  Name: + refuse',
      '  Mode: + Enforce',
      '  Place in the list: + Number 1',
      '  Matching: + ALL of the conditions',
      '  Conditions: + Sender domain is a.tld',
      '  Conditions: + The connection is not encrypted',
      '  Actions: + Reject 550 5.7.10',
    ]);
    const removed = lines(policyOf({ rules: [before] }), policyOf({ rules: [] }));
    expect(removed.slice(1)).toEqual(added.slice(1).map((line) => line.replace(': + ', ': - ')));
  });

  it('names the moved rule alone, not those that made room', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => rule({ id: name, name }));
    if (a === undefined || b === undefined || c === undefined) throw new Error('three rules');
    expect(lines(policyOf({ rules: [a, b, c] }), policyOf({ rules: [c, a, b] }))).toEqual([
      'rule changed: c',
      '  Place in the list: - Number 3',
      '  Place in the list: + Number 1',
    ]);
  });

  it('tells the entries of a list that the sentence cuts', () => {
    const domains = ['a.tld', 'b.tld', 'c.tld', 'd.tld', 'e.tld'];
    const of = (list: readonly string[]) =>
      policyOf({ rules: [rule({ id: 'r', name: 'many', conditions: [['delivery.sender-domain', { operator: 'is', domains: list }]] })] });
    expect(lines(of(domains), of([...domains.slice(0, 4), 'f.tld']))).toEqual([
      'rule changed: many',
      '  Conditions: - Sender domain is a.tld, b.tld, c.tld or 2 more',
      '  Conditions: + Sender domain is a.tld, b.tld, c.tld or 2 more',
      '  Conditions: -   e.tld',
      '  Conditions: +   f.tld',
    ]);
  });

  it('calls settings and local domains as their pages do, in the language of the reader', () => {
    const plain = policyOf({});
    const domain = {
      domain: 'ours.tld',
      deliverTo: {
        hosts: [{ host: 'mail.ours.tld', port: 25 }],
        encryption: 'starttls' as const,
        certificateCheck: null,
        authentication: null,
      },
    };
    const changed: Policy = {
      ...policyOf({ localDomains: [domain], routing: { relayNetworks: ['10.0.0.0/8'], queueLifetime: 3600 } }),
      acceptance: { ...DEFAULT_ACCEPTANCE, maxMessageSize: 10 * 1_048_576, offer: { ...DEFAULT_ACCEPTANCE.offer, starttls: false } },
    };
    expect(lines(plain, changed, 'de')).toEqual([
      'local_domain added: ours.tld',
      '  Domain: + ours.tld',
      '  Zustellung an: + mail.ours.tld:25',
      '  Verschlüsselung: + STARTTLS erforderlich',
      '  Zertifikatsprüfung: + Wie in den Grundeinstellungen Weiterleitung',
      'acceptance_settings changed: acceptance_settings',
      '  Maximale Nachrichtengröße: - 50 MiB',
      '  Maximale Nachrichtengröße: + 10 MiB',
      '  STARTTLS: - ein',
      '  STARTTLS: + aus',
      'routing_settings changed: routing_settings',
      '  Relay-Netze: - keine',
      '  Relay-Netze: + 10.0.0.0/8',
      '  Verweildauer in der Warteschlange: - 5 Tage',
      '  Verweildauer in der Warteschlange: + 1 Stunde',
    ]);
  });
});

/** Lists of rules with ids of few letters, in any order and in a few variants. */
const rules = fc
  .uniqueArray(fc.record({ id: fc.constantFrom(...'abcdefgh'), mode: fc.constantFrom('enforce', 'monitor') }), { selector: ({ id }) => id })
  .map((list) => list.map(({ id, mode }) => rule({ id, name: id, mode: mode === 'monitor' ? 'monitor' : 'enforce' })));

describe('for any two policies', () => {
  it('equal ones do not differ', () => {
    fc.assert(
      fc.property(rules, (list) => {
        const difference = policyDifference(policyOf({ rules: list }), policyOf({ rules: structuredClone(list) }));
        expect(difference).toEqual({ rules: [], localDomains: [], namedLists: [], acceptance: null, routing: null });
      }),
    );
  });

  it('applying the difference to the earlier one gives the later one', () => {
    fc.assert(
      fc.property(rules, rules, (before, after) => {
        const { rules: changes } = policyDifference(policyOf({ rules: before }), policyOf({ rules: after }));
        const gone = new Set(
          changes.flatMap(({ before: old, after: now, moved }) => (old !== null && (now === null || moved) ? [old.rule.id] : [])),
        );
        const changed = new Map(changes.flatMap(({ after: now }) => (now === null ? [] : [[now.rule.id, now.rule]])));
        const list = before.filter(({ id }) => !gone.has(id)).map((each) => changed.get(each.id) ?? each);
        for (const { before: old, after: now, moved } of changes) {
          if (now !== null && (old === null || moved)) list.splice(now.order - 1, 0, now.rule);
        }
        expect(list).toEqual(after);
      }),
    );
  });

  it('backwards it says the same, with removed and added exchanged', () => {
    fc.assert(
      fc.property(rules, rules, (before, after) => {
        const names = (a: Policy, b: Policy) =>
          describeDifference(policyDifference(a, b), 'en').map(({ change, name }) => ({ change, name }));
        const there = names(policyOf({ rules: before }), policyOf({ rules: after }));
        const back = names(policyOf({ rules: after }), policyOf({ rules: before }));
        const count = (list: typeof there, kind: string) => list.filter(({ change }) => change === kind).length;
        expect([count(there, 'added'), count(there, 'removed')]).toEqual([count(back, 'removed'), count(back, 'added')]);
      }),
    );
  });

  it('moves as few as can be: what keeps its order is not moved', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(30)), fc.nat(30), fc.nat(30), (numbers, from, to) => {
        const before = numbers.map(String);
        const after = [...before];
        const [one] = after.splice(from % Math.max(after.length, 1), 1);
        if (one !== undefined) after.splice(to % (after.length + 1), 0, one);
        expect(movedIds(before, after).size).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('an alignment holds both sequences whole', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c'));
    fc.assert(
      fc.property(words, words, (before, after) => {
        const aligned = align(before, after, (word) => word);
        const side = (other: string) => aligned.filter(({ sign }) => sign !== other).map(({ item }) => item);
        expect([side('added'), side('removed')]).toEqual([before, after]);
      }),
    );
  });
});
