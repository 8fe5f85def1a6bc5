import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '@/lib/policy/catalogue';
import { compilePolicy } from '@/lib/policy/compile';
import { describeRule } from '@/lib/policy/describe';
import { evaluate } from '@/lib/policy/evaluate';
import type { Facts } from '@/lib/policy/facts';
import { missingLists, refersTo } from '@/lib/policy/list-references';
import { type NamedListDraft, namedListDraftSchema, readListText } from '@/lib/policy/named-list';
import { rule as parsedRule, policyOf } from './rules';

const PARTNERS: NamedListDraft = { name: 'Partners', kind: 'domains', entries: ['a.tld', 'xn--bcher-kva.example'], comment: '' };
const BRANCHES: NamedListDraft = { name: 'Branches', kind: 'networks', entries: ['192.0.2.0/24', '2001:db8::/32'], comment: '' };
const BOSSES: NamedListDraft = { name: 'Bosses', kind: 'addresses', entries: ['boss@own.tld'], comment: '' };

type Condition = readonly [id: string, parameters: Readonly<Record<string, unknown>>];

const ruleWith = (...conditions: Condition[]) => parsedRule({ conditions });

function isRefused(conditions: Condition[], facts: Facts, namedLists: readonly NamedListDraft[]): boolean {
  const policy = policyOf({ rules: [ruleWith(...conditions)], namedLists });
  const { verdict } = evaluate(compilePolicy(policy), facts, 'rcpt').settings;
  return verdict?.state === 'decided' && verdict.value.outcome === 'reject';
}

describe('a named list in a condition', () => {
  const domain = (parameters: object): Condition => ['delivery.sender-domain', { operator: 'is', domains: [], ...parameters }];
  const sender = (senderDomain: string | null): Facts => ({ 'envelope.senderDomain': senderDomain });

  it.each<[string, Condition, Facts, boolean]>([
    ['an entry of it', domain({ lists: ['Partners'] }), sender('a.tld'), true],
    ['its name in other letters', domain({ lists: ['PARTNERS'] }), sender('a.tld'), true],
    ['none of its entries', domain({ lists: ['Partners'] }), sender('b.tld'), false],
    ['a value beside it', domain({ domains: ['b.tld'], lists: ['Partners'] }), sender('b.tld'), true],
    ['Is not: an entry', domain({ operator: 'is-not', lists: ['Partners'] }), sender('a.tld'), false],
    ['Is not: another', domain({ operator: 'is-not', lists: ['Partners'] }), sender('b.tld'), true],
    ['Is or is under', domain({ operator: 'is-or-under', lists: ['Partners'] }), sender('mail.a.tld'), true],
    [
      'a network of it',
      ['connection.remote-ip', { operator: 'is', networks: [], lists: ['Branches'] }],
      { 'connection.remoteIp': '2001:db8::7' },
      true,
    ],
    [
      'an address of it',
      ['recipient.address', { operator: 'is', addresses: [], lists: ['Bosses'] }],
      { 'recipient.address': 'Boss@own.tld' },
      true,
    ],
  ])('%s', (_, condition, facts, refused) => {
    expect(isRefused([condition], facts, [PARTNERS, BRANCHES, BOSSES])).toBe(refused);
  });

  it('has its name in the sentence, not its entries', () => {
    const rule = ruleWith(domain({ domains: ['b.tld'], lists: ['Partners'] }));
    expect(describeRule(rule, 'en').conditions).toContain('ender domain is the list “Partners” or b.tld');
    expect(describeRule(rule, 'de').conditions).toContain('ist Liste „Partners“ oder b.tld');
  });

  it('contradicts no value beside it in another condition: what the list holds may change', () => {
    expect(() => ruleWith(domain({ domains: ['b.tld'] }), domain({ lists: ['Partners'] }))).not.toThrow();
  });

  it('may not be missing', () => {
    const rule = ruleWith(domain({ lists: ['Partners', 'Branches', 'Nobody'] }));
    const lists = [PARTNERS, BRANCHES].map((list, i) => ({ id: String(i), ...list }));
    expect(missingLists(rule, lists, CATALOGUE)).toEqual([
      { path: ['conditions', 0, 'parameters', 'lists'], name: 'Branches' },
      { path: ['conditions', 0, 'parameters', 'lists'], name: 'Nobody' },
    ]);
    expect(refersTo(rule, PARTNERS, CATALOGUE)).toBe(true);
    expect(refersTo(rule, BRANCHES, CATALOGUE)).toBe(false);
    expect(() => isRefused([domain({ lists: ['Nobody'] })], sender('a.tld'), [])).toThrow('Nobody');
  });
});

describe('the text of a list', () => {
  it('is read line by line, with remarks and separators, each entry once and in canonical form', () => {
    const text = '# our partners\r\nA.tld., b.tld;c.tld\n\nBücher.example # since 2024\na.tld\n';
    expect(readListText('domains', text)).toEqual({ entries: ['a.tld', 'b.tld', 'c.tld', 'xn--bcher-kva.example'], wrong: [] });
  });

  it.each([
    ['domains', 'a.tld\nfoo..bar\nhttps://x.tld y.tld', ['a.tld', 'y.tld'], ['2: foo..bar', '3: https://x.tld']],
    ['addresses', 'Info@A.tld\nb.tld', ['info@a.tld'], ['2: b.tld']],
    ['networks', '10.0.0.1\n10.0.0.0/33\n2001:DB8::/32', ['10.0.0.1', '2001:db8::/32'], ['2: 10.0.0.0/33']],
  ] as const)('names the lines that hold no %s', (kind, text, entries, wrong) => {
    const read = readListText(kind, text);
    expect(read.entries).toEqual(entries);
    expect(read.wrong.map(({ line, text: typed }) => `${line}: ${typed}`)).toEqual(wrong);
  });
});

it.each([
  [{ name: '' }, 'name.empty'],
  [{ entries: [] }, 'list.empty'],
  [{ entries: ['a.tld', 'foo..bar'] }, 'domain.invalid'],
  [{ kind: 'colours' }, 'value.invalid'],
])('a list is refused: %j', (wrong, code) => {
  const parsed = namedListDraftSchema.safeParse({ ...PARTNERS, ...wrong });
  expect(parsed.error?.issues.map(({ message }) => message)).toEqual([code]);
});
