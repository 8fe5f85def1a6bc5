import { expect, test } from 'vitest';
import { filterRows, isFiltered, type RuleFilter } from '@/components/policy/rule-filter';
import type { RuleRow } from '@/lib/api/contracts/rule-rows';

// Which rules the list shows.

function row(name: string, changes: Partial<RuleRow>): RuleRow {
  return {
    ...{ id: name, version: name, order: 1, name, mode: 'enforce', conditions: '', actions: '', comment: '', further: '' },
    ...{ effect: 'reject', categories: [], stage: 'mail', warning: null },
    ...changes,
  };
}

const ROWS = [
  row('partner_in', {
    conditions: 'Sender domain is a.tld, b.tld, c.tld or 5 more',
    further: 'd.tld e.tld Zebra.tld',
    categories: ['conditions.delivery', 'actions.smtp'],
  }),
  row('Partner_out', {
    mode: 'monitor',
    actions: 'relay to mail.partner.tld:465',
    comment: 'Agreed in May',
    categories: ['actions.relay'],
  }),
  row('postmaster', { mode: 'disabled', conditions: 'Recipient address is postmaster@a.tld', categories: ['conditions.recipient'] }),
];

test.each<[string, Partial<RuleFilter>, string[]]>([
  ['nothing asked: all', {}, ['partner_in', 'Partner_out', 'postmaster']],
  ['spaces ask for nothing', { text: '  ' }, ['partner_in', 'Partner_out', 'postmaster']],
  ['a name, in any case', { text: 'PARTNER' }, ['partner_in', 'Partner_out']],
  ['all words, in any order', { text: '465 relay' }, ['Partner_out']],
  ['a comment', { text: 'may' }, ['Partner_out']],
  ['a domain that the sentence leaves out', { text: 'zebra' }, ['partner_in']],
  ['a mode', { mode: 'disabled' }, ['postmaster']],
  ['a category of conditions', { category: 'conditions.delivery' }, ['partner_in']],
  ['mode and text', { mode: 'monitor', text: 'postmaster' }, []],
])('%s', (_case, asked, expected) => {
  const filter = { text: '', mode: '', category: '', ...asked } as const;
  expect(filterRows(ROWS, filter).map(({ name }) => name)).toEqual(expected);
  expect(isFiltered(filter)).toBe(expected.length < ROWS.length);
});
