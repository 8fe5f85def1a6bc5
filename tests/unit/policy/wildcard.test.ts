import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wildcardMatcher } from '@/lib/policy/wildcard';

describe('a wildcard pattern', () => {
  it.each([
    ['*', '', true],
    ['?', '', false],
    ['a*c', 'abbc', true],
    ['a*c', 'abcd', false],
    ['*.tld', 'tld', false],
    ['*ab*ab', 'abab', true],
    ['*ab*ab', 'ab', false],
    ['a?c', 'aüc', true],
    ['a?c', 'a💌c', true],
    ['a.c', 'abc', false],
  ])('%s on %s: %s', (pattern, text, expected) => {
    expect(wildcardMatcher(pattern)(text)).toBe(expected);
  });

  it('means the same as the regular expression that it looks like', () => {
    const short = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '?'), maxLength: 8 });
    fc.assert(
      fc.property(pattern, short, (wild, text) => {
        const expression = new RegExp(`^${wild.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.')}$`);
        expect(wildcardMatcher(wild)(text)).toBe(expression.test(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('does not stall on a pattern made for that', () => {
    const pattern = `${'*a'.repeat(100)}b`;
    expect(wildcardMatcher(pattern)('a'.repeat(300))).toBe(false);
  });
});
