import { describe, expect, it } from 'vitest';
import { ruleDraftSchema } from '@/lib/policy/parse-rule';
import { draft, encrypted, from, type ShortRule } from './rules';

/** `actions.0.parameters.name: header-name.invalid` for each issue. */
function problems(rule: ShortRule): string[] {
  const parsed = ruleDraftSchema.safeParse(draft(rule));
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

const banner = (text: string): ShortRule => ({ actions: [['smtp.banner', { text }]] });
const header = (name: string, value = 'x'): ShortRule => ({ actions: [['headers.add', { name, value }]] });

describe('what acts in the session', () => {
  it.each<[string, ShortRule, string[]]>([
    ['a banner of two lines', banner('a\r\n250 b'), ['actions.0.parameters.text: text.ascii']],
    ['a banner that names what is not known yet', banner('Hello %sender%'), ['actions.0.parameters.text: placeholder.unknown']],
    [
      'a banner by whether the connection is encrypted, which may still change',
      { ...banner('x'), conditions: [encrypted(false)] },
      ['conditions.0: conditions.setting-too-late'],
    ],
    [
      'an extension offered by what is known only after EHLO',
      { conditions: [from('a.tld')], actions: [['esmtp.offer-dsn', { offer: false }]] },
      ['conditions.0: conditions.setting-too-late'],
    ],
  ])('is refused: %s', (_, rule, expected) => {
    expect(problems(rule)).toEqual(expected);
  });
});

describe('what changes the message', () => {
  it.each(['', 'X:Y', 'X Y', 'Größe', 'X\r\nBcc', 'x'.repeat(77)])('is refused: a header named %j', (name) => {
    expect(problems(header(name))).toEqual(['actions.0.parameters.name: header-name.invalid']);
  });

  it.each(['Received', 'DKIM-Signature', 'content-type', 'Return-Path'])('is refused: %s, which must stay as it is', (name) => {
    expect(problems(header(name))).toEqual(['actions.0.parameters.name: header-name.protected']);
    expect(problems({ actions: [['headers.remove', { name }]] })).toEqual(['actions.0.parameters.name: header-name.protected']);
  });

  it.each<[string, ShortRule, string[]]>([
    ['a header of two lines', header('X-A', 'a\r\nBcc: b@c.tld'), ['actions.0.parameters.value: text.control-characters']],
    ['a header without a value', header('X-A', ' '), ['actions.0.parameters.value: value.missing']],
    ['a header with an unknown placeholder', header('X-A', '%secret%'), ['actions.0.parameters.value: placeholder.unknown']],
    [
      'a recipient that is none',
      { actions: [['recipient.add', { address: 'nobody' }]] },
      ['actions.0.parameters.address: address.invalid'],
    ],
  ])('is refused: %s', (_, rule, expected) => {
    expect(problems(rule)).toEqual(expected);
  });

  it('may stand in a rule several times, as it adds up', () => {
    const add = ['headers.add', { name: 'X-A', value: 'x' }] as const;
    expect(problems({ actions: [add, add, ['recipient.discard', {}], ['recipient.add', { address: 'a@b.tld' }]] })).toEqual([]);
  });
});
